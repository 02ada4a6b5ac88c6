package store

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"dutydesk/rules/text"
)

// File system magics of statfs(2) on which a book is not safe or not kept.
var unsafeFS = map[int64]text.Text{
	unix.NFS_SUPER_MAGIC:       {ZH: "网络文件系统 (NFS)", EN: "a network file system (NFS)"},
	unix.SMB_SUPER_MAGIC:       {ZH: "网络文件系统 (SMB)", EN: "a network file system (SMB)"},
	0xff534d42:                 {ZH: "网络文件系统 (CIFS)", EN: "a network file system (CIFS)"},
	0xfe534d42:                 {ZH: "网络文件系统 (SMB2)", EN: "a network file system (SMB2)"},
	unix.TMPFS_MAGIC:           {ZH: "内存文件系统 (tmpfs), 断电即失", EN: "a memory file system (tmpfs), gone with the power"},
	unix.RAMFS_MAGIC:           {ZH: "内存文件系统 (ramfs), 断电即失", EN: "a memory file system (ramfs), gone with the power"},
	unix.OVERLAYFS_SUPER_MAGIC: {ZH: "容器叠加层 (overlay), 随容器而去", EN: "a container overlay, gone with the container"},
}

// Free space below which the desk is warned.
const lowSpace = 512 << 20

// StartWarnings looks at where a data folder lies and says what endangers the book:
// network and memory file systems, ext4 fast_commit (docs/reliability.md §2.1-2.2), and
// little free space. It finds what it can without being root.
func StartWarnings(dir string) []text.Text {
	var out []text.Text
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return nil
	}
	if what, ok := unsafeFS[int64(st.Type)]; ok {
		out = append(out, text.Text{ZH: "值班簿放在%[1]s上, 请移到本机磁盘。", EN: "The book lies on %[1]s: move it to a local disk."}.With(what))
	}
	if free := int64(st.Bavail) * st.Bsize; free < lowSpace {
		out = append(out, text.Text{ZH: "磁盘只剩 %[1]d MB, 请清理。", EN: "Only %[1]d MB of disk are free."}.With(free>>20))
	}
	if st.Type == unix.EXT4_SUPER_MAGIC && fastCommit(dir) {
		out = append(out, text.Text{ZH: "文件系统开着 ext4 fast_commit, 断电可能毁掉值班簿。请关闭它 (tune2fs -O ^fast_commit)。",
			EN: "The file system uses ext4 fast_commit, which can destroy the book at a power cut. Turn it off (tune2fs -O ^fast_commit)."})
	}
	if _, err := os.Stat(filepath.Join(dir, ReserveFile)); err != nil {
		out = append(out, text.Text{ZH: "应急备用空间已用掉, 清理磁盘后再备份一次即恢复。", EN: "The emergency reserve has been used: free some disk and take a backup to bring it back."})
	}
	return out
}

// fastCommit reads the feature bit of the ext4 superblock under dir; false when the
// device cannot be read.
func fastCommit(dir string) bool {
	dev := deviceOf(dir)
	if dev == "" {
		return false
	}
	f, err := os.Open(dev)
	if err != nil {
		return false
	}
	defer f.Close()
	var sb [1024]byte
	if _, err := f.ReadAt(sb[:], 1024); err != nil {
		return false
	}
	const magicAt, compatAt, fastCommitBit = 0x38, 0x5c, 0x400
	return binary.LittleEndian.Uint16(sb[magicAt:]) == 0xef53 && binary.LittleEndian.Uint32(sb[compatAt:])&fastCommitBit != 0
}

// deviceOf is the block device mounted where dir lies, by the longest mount point.
func deviceOf(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return ""
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return ""
	}
	dev, best := "", -1
	for line := range strings.Lines(string(mounts)) {
		f := strings.Fields(line)
		if len(f) < 3 || f[2] != "ext4" {
			continue
		}
		if p := f[1]; len(p) > best && (abs == p || p == "/" || strings.HasPrefix(abs, p+"/")) {
			dev, best = f[0], len(p)
		}
	}
	return dev
}

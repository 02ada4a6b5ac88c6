package deskd

import (
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// owns says whether the process at the other end runs as the owner of the folder.
func owns(c *net.UnixConn, dir string) bool {
	st, err := os.Stat(dir)
	if err != nil {
		return false
	}
	owner, ok := st.Sys().(*syscall.Stat_t)
	raw, err := c.SyscallConn()
	if !ok || err != nil {
		return false
	}
	var peer *unix.Ucred
	var perr error
	err = raw.Control(func(fd uintptr) { peer, perr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) })
	return err == nil && perr == nil && peer.Uid == owner.Uid
}

package rules

import "dutydesk/rules/text"

// LocalFile refuses a file of the desk's own machine by its path to a session that does not sit
// there (Denied, files): a name typed from afar could be any file the program may read. What is
// to be filed lies in the inbox.
func LocalFile(afar bool) *Error {
	if !afar {
		return nil
	}
	return &Error{Kind: Denied, Field: "files", Text: text.Text{ZH: "远程登录不能按路径读值班室电脑上的文件, 请在值班室办, 或先放进 inbox。",
		EN: "A session from afar reads no file of the desk's machine by its path. Do it at the desk, or put the file into the inbox."}}
}

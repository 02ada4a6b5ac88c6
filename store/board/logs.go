package board

import "dutydesk/store/dutylog"

// logs counts for those who may mark them the logs that nobody has read yet (阅签).
func (d *drawing) logs() (err error) {
	d.b.Unread, err = dutylog.Waiting(d.v, d.e)
	return err
}

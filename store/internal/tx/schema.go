package tx

// Schema, version 1. Every bucket is flat; a record's value is sealed (record.go) unless
// said otherwise. Update this with every change.
//
//	state/     version        : schema version, number as JSON
//	           town           : Town
//	           key            : public half of the signing key, base64
//	           shift          : id of the shift on duty
//	           edge           : size of the journal and the hashes of its right edge, raw
//	           clock          : Clock, offset answered by an officer
//	job/       <job>          : live jobs of staged records
//	           "broken/" <job> : a job that can no longer go live
//	req/       <request id>   : who asked for what (a keyed digest) and what was answered
//	journal/   <seq, 8 bytes> : Entry, canonical JSON, raw: the leaf of the tree
//	body/      <seq, 8 bytes> : salt (16 bytes) and the command's JSON, raw
//	hash/      <tlog index, 8 bytes> : 32 bytes, raw
//	ix/        <table> "/" <entry> NUL <id> : empty, raw; derived, verify recomputes it; the
//	           entries are listed at the tables (package table)
//	           "journal/" <record> NUL <seq, 8 bytes> : entries about a record
//	pin/       <officer id>   : PIN, argon2id hash, never journaled
//	draft/     <officer id> "/" <form> : raw JSON of a form; neither journaled nor versioned
//	           "@/" <form>    : what was typed at the desk itself while nobody was signed in;
//	           "@" <officer id> "/" <form> at a terminal of that officer's, locked
//	           "@place/" <officer id> : where the person is on the screen
//	word/      <officer id> "/" <id> : Word to somebody at the desk, until it was read; not journaled
//	setting/   <name>         : Setting of the desk; those of an operation stand in it
//	daysoff/   <year>         : DaysOff, the township's own notice of a year
//	task/      <operation> "/" <item> ["/" <date>] : Task, the mark on a dated duty of a plan
//	           <id> ["/" <date>] : Task, a dated duty of the township and the marks of its series
//	ownplan/   <id>           : OwnPlan, a plan of the township: the text of its file, who read its
//	           notices, and why it was taken off; plans/<id>.yaml in the data folder is its export
//	roster/    <id, "B202612"> : roster.Month, the turns that begin in it
//	scheme/    "B"            : roster.Scheme, how the roster is made
//	slip/      <id>           : roster.Slip, a swap of turns or leave
//	kit/       <id>           : Kit of the township; those of plans stand in their files
//	officer/ village/ agency/ place/ operation/ item/ lot/ warning/ order/ note/
//	shift/ call/ case/ move/ handover/ referral/ paper/ reading/ attachment/ followup/   <id> : the nouns of package rules
//	notice/    <id>           : Notice, with its dial list and every try
//	patrol/    <id>           : Patrol with its stops
//	report/    <id>           : Report that was sent, with what it said
//	record/    <id>           : Record, a lead, screening, tracing, finding or return of a case
//	case/      with its teams; of one that was merged, same names the main case, whose joined names it
//	row/       <id>           : Row of a register
//	key/       <id>           : Key of an officer for SSH
//	balance/   <item> "/" <place> "/" <lot> : Balance, the sum of moves; verify recomputes it
//
// Beside the book, in the data folder, lie the bytes of attachments: archive/<first two
// digits>/<SHA-256>, written once and named by attachment records; verify recomputes them.
var Buckets = []string{
	"state", "job", "req", "journal", "body", "hash", "ix", "pin", "draft",
	"officer", "village", "agency", "place", "operation", "item", "lot", "warning", "order", "note",
	"shift", "call", "case", "move", "handover", "balance",
	"setting", "referral", "paper", "kit", "reading", "attachment", "followup", "daysoff", "task",
	"row",
	"patrol", "report",
	"roster", "scheme", "slip",
	"record",
	"ownplan",
	"notice",
	"key",
	"word",
}

// SchemaVersion is what this program writes.
const SchemaVersion = 1

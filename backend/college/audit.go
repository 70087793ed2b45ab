package college

// AuditLine is one line of the audit: who did what, when, to which fields of
// which record. It never holds a value.
type AuditLine struct {
	File      string // venues or college
	Sequence  int64
	At        Instant
	By        string // the user's id in the keyring
	Verb      string // key of its sentence
	Kind      string // the table of the record; "" a list
	Subject   string // the record's id
	Reference string // how people call it, such as a student\'s number; not part of the line
	Fields    []string
}

// AuditFilter narrows the audit. Empty means all.
type AuditFilter struct {
	UserID   string
	From, To Date
	Page     int // from 1; 0 = all of it, oldest first
}

// AuditPage is one page of lines, newest first.
type AuditPage struct {
	Lines              []AuditLine
	Total, Page, Pages int
}

// AuditPageLines is how many lines a page has.
const AuditPageLines = 100

// TypingDraft is what somebody was typing at a place of the window.
type TypingDraft struct {
	Place, Text string
	At          Instant
}

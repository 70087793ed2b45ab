package college

// Settings is the one row of the college's own choices.
type Settings struct {
	ID                string `json:"id"`
	ShortName         string `json:"shortName"`
	HostOrganisation  string `json:"hostOrganisation"`
	TermsPerYear      int    `json:"termsPerYear"`
	Address           string `json:"address"`
	CrisisText        string `json:"crisisText"`
	CharterVersion    string `json:"charterVersion"`
	PrivacyVersion    string `json:"privacyVersion"`
	CertificateShare  int    `json:"certificateShare"`
	OfferHours        int    `json:"offerHours"`
	DBSMonths         int    `json:"dbsMonths"`
	FoldVersion       int    `json:"foldVersion"`
	SignatoryName     string `json:"signatoryName"`
	SignatoryRole     string `json:"signatoryRole"`
	SafeguardingLead  string `json:"safeguardingLead"`
	SafeguardingPhone string `json:"safeguardingPhone"`
	LastDrill         Date   `json:"lastDrill"`      // when a backup was last restored to prove it
	NumbersTo         int    `json:"numbersTo"`      // student numbers that were given, also to those erased since
	CertificatesTo    int    `json:"certificatesTo"` // certificate numbers that were given, whatever became of them
	Signature         string `json:"signature"`      // scanned, for certificates: a PNG in base64
}

// ImportBatch is one file taken in.
type ImportBatch struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"` // enrolments, termPlan, bookings
	FileName string  `json:"fileName"`
	FileHash string  `json:"fileHash"`
	At       Instant `json:"at"`
	By       string  `json:"by"`
	Created  int     `json:"created"`
	Matched  int     `json:"matched"`
	Look     int     `json:"look"`
	Refused  int     `json:"refused"`
	ActID    string  `json:"actId"`
}

// ImportRow is one row of a file: its identity, what became of it, and for 30
// days what it said.
type ImportRow struct {
	ID       string   `json:"id"`
	BatchID  string   `json:"batchId"`
	Number   int      `json:"number"`  // as the spreadsheet counts
	Hash     string   `json:"hash"`    // of its normalised content; outlives the raw row
	Outcome  string   `json:"outcome"` // created, matched, look, refused
	Raw      []string `json:"raw"`
	RecordID string   `json:"recordId"`
}

// ImportMapping remembers which column is which, by the set of headings.
type ImportMapping struct {
	ID          string            `json:"id"`
	Fingerprint string            `json:"fingerprint"`
	Kind        string            `json:"kind"`
	Columns     map[string]string `json:"columns"` // heading → field
}

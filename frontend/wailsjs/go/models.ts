export namespace app {
	
	export interface About {
	    college: string;
	    sample: boolean;
	    folder: string;
	    version: string;
	    today: string;
	    user: string;
	    userId: string;
	    role: string;
	    problem: string;
	}
	export interface AccessPerson {
	    id: string;
	    name: string;
	    role: string;
	    since: string;
	    oneTime: boolean;
	    you: boolean;
	    left: string;
	}
	export interface AccessView {
	    people: AccessPerson[];
	    hasSheet: boolean;
	    idleMinutes: number;
	}
	export interface AuditCheck {
	    whole: boolean;
	    sentence: string;
	    findings: string[];
	}
	export interface AuditFilter {
	    userId: string;
	    from: string;
	    to: string;
	    page: number;
	}
	export interface AuditLine {
	    sequence: number;
	    book: string;
	    at: string;
	    by: string;
	    did: string;
	    subject: string;
	    fields: string[];
	}
	export interface GatePerson {
	    id: string;
	    name: string;
	    role: string;
	}
	export interface AuditPage {
	    lines: AuditLine[];
	    total: number;
	    page: number;
	    pages: number;
	    people: GatePerson[];
	}
	export interface BackupLine {
	    name: string;
	    made: string;
	    why: string;
	    whole: boolean;
	    bytes: number;
	    students: number;
	    sessions: number;
	    bookings: number;
	    venues: number;
	    problem: string;
	}
	export interface BackupsView {
	    backups: BackupLine[];
	    folder: string;
	    secondFolder: string;
	    secondLast: string;
	    secondDue: boolean;
	    lastDrill: string;
	    mayRestore: boolean;
	    sentence: string;
	}
	export interface CountLine {
	    what: string;
	    was: number;
	    now: number;
	}
	export interface Draft {
	    place: string;
	    text: string;
	    at: string;
	}
	export interface FactCorrection {
	    id: string;
	    answer: string;
	    note: string;
	}
	export interface GatePassphrase {
	    name: string;
	    role: string;
	    passphrase: string;
	}
	export interface Gate {
	    state: string;
	    college: string;
	    folder: string;
	    people: GatePerson[];
	    published: GatePassphrase[];
	    hasSheet: boolean;
	    why: string;
	    user: GatePerson;
	    idleMinutes: number;
	    notices: string[];
	    problem: string;
	}
	
	
	export interface KeysChanged {
	    view: AccessView;
	    resealed: number;
	    deleted: string[];
	    outOfReach: string[];
	    sentence: string;
	}
	export interface Look {
	    textSize: string;
	    font: string;
	    colours: string;
	    singleKeys: boolean;
	}
	export interface OneTime {
	    name: string;
	    passphrase: string;
	    view: AccessView;
	}
	export interface Paper {
	    path: string;
	    file: string;
	    folder: string;
	    kind: string;
	    pages: number;
	    issues: string[];
	}
	export interface PlaceMark {
	    placeId: string;
	    attendance: string;
	    reason: string;
	}
	export interface RestoreLook {
	    backup: BackupLine;
	    counts: CountLine[];
	    warnings: string[];
	}
	export interface Restored {
	    sentences: string[];
	    counts: CountLine[];
	}
	export interface SheetAsked {
	    path: string;
	    file: string;
	    ask: number[];
	}
	export interface StartBackup {
	    path: string;
	    file: string;
	    college: string;
	    made: string;
	    people: GatePerson[];
	}
	export interface StartForm {
	    college: string;
	    leader: string;
	    passphrase: string;
	}
	export interface Undone {
	    verb: string;
	}
	export interface VenueFact {
	    id: string;
	    room: string;
	    item: string;
	    answer: string;
	    note: string;
	    checkedBy: string;
	    checkedOn: string;
	}
	export interface VenueLine {
	    id: string;
	    name: string;
	    town: string;
	    rooms: number;
	    stepFree: string;
	}
	export interface VenueRoom {
	    id: string;
	    name: string;
	    seats: number;
	    floor: string;
	    facilities: string[];
	    note: string;
	}
	export interface VenueView {
	    id: string;
	    name: string;
	    owner: string;
	    address: string;
	    town: string;
	    postcode: string;
	    directions: string;
	    parking: string;
	    bus: string;
	    houseRules: string;
	    rooms: VenueRoom[];
	    facts: VenueFact[];
	}

}

export namespace college {
	
	export interface Certificate {
	    id: string;
	    studentId: string;
	    runId: string;
	    issuedOn: string;
	    kind: string;
	    number: string;
	    code: string;
	    fields: string;
	    sessions: number;
	    minutes: number;
	    printings: number;
	    voidedOn: string;
	    voidedReason: string;
	}
	export interface CertificateCandidate {
	    studentId: string;
	    studentNumber: string;
	    name: string;
	    sortAs: string;
	    attended: number;
	    minutes: number;
	    qualifies: boolean;
	    whyKey: string;
	    whyValues?: Record<string, string>;
	    issued?: Certificate;
	}
	export interface CertificateRule {
	    share: number;
	    sessions: number;
	}
	export interface EmergencyContact {
	    name: string;
	    phone: string;
	    relationship: string;
	}
	export interface Finding {
	    rule: string;
	    severity: string;
	    key: string;
	    values?: Record<string, string>;
	    about?: string[];
	    sentence?: string;
	}
	export interface Hit {
	    kind: string;
	    id: string;
	    text: string;
	    fact: string;
	}
	export interface Place {
	    venue: string;
	    room: string;
	    address: string;
	    town: string;
	    postcode: string;
	    online: string;
	}
	export interface RegisterRow {
	    rowNo: number;
	    placeId: string;
	    bookingId: string;
	    studentId: string;
	    studentNumber: string;
	    fullName: string;
	    knownAs: string;
	    sortAs: string;
	    pronouns: string;
	    attendance: string;
	    reason: string;
	    accessNeeds: string[];
	    accessNote: string;
	    emergencyContacts: EmergencyContact[];
	    photoConsent: boolean;
	    askTeamLeader: boolean;
	    companion: boolean;
	    under18: boolean;
	    walkIn: boolean;
	}
	export interface SessionHead {
	    sessionId: string;
	    runId: string;
	    reference: string;
	    courseCode: string;
	    courseTitle: string;
	    outsideTitle: string;
	    topicCode: string;
	    topicColour: number;
	    arm: string;
	    mode: string;
	    number: number;
	    of: number;
	    date: string;
	    start: string;
	    end: string;
	    status: string;
	    place: Place;
	    ledBy: string[];
	    capacity: number;
	    booked: number;
	    marked: number;
	    waiting: number;
	}
	export interface RunCertificates {
	    college: string;
	    sample: boolean;
	    head: SessionHead;
	    firstDate: string;
	    lastDate: string;
	    delivered: number;
	    rule: CertificateRule;
	    partners: string[];
	    outcomes: string[];
	    signatoryName: string;
	    signatoryRole: string;
	    toCome: number;
	    unmarked: number;
	    candidates: CertificateCandidate[];
	}
	
	export interface SessionView {
	    head: SessionHead;
	    rows: RegisterRow[];
	    canMark: boolean;
	    markFrom: string;
	    concerns: Finding[];
	    siblings: SessionHead[];
	}
	export interface StudentFilter {
	    query: string;
	    status: string;
	    page: number;
	}
	export interface StudentLine {
	    studentId: string;
	    number: string;
	    fullName: string;
	    knownAs: string;
	    area: string;
	    nextSession: string;
	    nextDate: string;
	    nextStart: string;
	}
	export interface StudentPage {
	    students: StudentLine[];
	    total: number;
	    page: number;
	    pages: number;
	}
	export interface Today {
	    college: string;
	    sample: boolean;
	    date: string;
	    sessions: SessionHead[];
	    tomorrow: number;
	    thisWeek: number;
	    nextDate: string;
	    unmarked: SessionHead[];
	    toFinish: number;
	    concerns: Finding[];
	}

}


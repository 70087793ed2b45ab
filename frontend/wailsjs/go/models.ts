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
	export interface AwayRequest {
	    termId: string;
	    personId: string;
	    from: string;
	    to: string;
	    start: string;
	    end: string;
	}
	export interface BackRequest {
	    termId: string;
	    personId: string;
	    from: string;
	    to: string;
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
	export interface Choice {
	    id: string;
	    text: string;
	    fact: string;
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
	
	
	export interface Paper {
	    path: string;
	    file: string;
	    folder: string;
	    kind: string;
	    pages: number;
	    issues: string[];
	}
	export interface Job {
	    id: string;
	    kind: string;
	    state: string;
	    done: number;
	    total: number;
	    made: Paper[];
	    why: string;
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
	export interface MadePaper {
	    kind: string;
	    name: string;
	    file: string;
	    path: string;
	    by: string;
	    at: string;
	    old: boolean;
	}
	export interface MadePapers {
	    papers: MadePaper[];
	    page: number;
	    pages: number;
	    old: number;
	}
	export interface OneTime {
	    name: string;
	    passphrase: string;
	    view: AccessView;
	}
	export interface Order {
	    kind: string;
	    date: string;
	    term: string;
	    run: string;
	    session: string;
	    person: string;
	    people: string[];
	    venue: string;
	    room: string;
	    for: string;
	    body: number;
	    sheet: string;
	    bothSides: boolean;
	    format: string;
	    facilitators: boolean;
	    emergency: boolean;
	    ofAll: boolean;
	    outcomes: boolean;
	    eachOwnFile: boolean;
	    certificate: string;
	    stock: string;
	    startAt: number;
	    nudgeX: number;
	    nudgeY: number;
	    testPage: boolean;
	    fullNames: boolean;
	    letter: string;
	    heading: string;
	    text: string;
	    link: string;
	}
	
	export interface PaperChoice {
	    value: string;
	    name: string;
	    needs: string[];
	}
	export interface PaperKind {
	    kind: string;
	    name: string;
	    what: string;
	    group: string;
	    needs: string[];
	    for: string[];
	    field: string;
	    choices: PaperChoice[];
	    sheets: string[];
	    options: string[];
	    html: boolean;
	    stocks: string[];
	    secret: boolean;
	}
	export interface PinRequest {
	    sessionIds: string[];
	    when: boolean;
	    where: boolean;
	    who: boolean;
	}
	export interface PlaceMark {
	    placeId: string;
	    attendance: string;
	    reason: string;
	}
	export interface ToldStep {
	    sentences: string[];
	    gain: number;
	}
	export interface ToldChange {
	    sentence: string;
	    sessionIds: string[];
	    runId: string;
	}
	export interface ToldTogether {
	    sentence: string;
	    all: string[];
	}
	export interface ToldLeftOut {
	    runId: string;
	    label: string;
	    reasons: string[];
	    helps: string[];
	    together: ToldTogether[];
	}
	export interface Planned {
	    draft: store.TermDraft;
	    leftOut: ToldLeftOut[];
	    changes: ToldChange[];
	    steps: ToldStep[];
	    stopped: boolean;
	    unsettled: college.Finding[];
	    before: college.Finding[];
	}
	export interface PlanJob {
	    id: string;
	    termId: string;
	    state: string;
	    done: number;
	    steps: number;
	    unplaced: number;
	    cost: number;
	    why: string;
	    planned: Planned;
	}
	export interface PlanRequest {
	    termId: string;
	    fromNothing: boolean;
	    keep: number;
	    seed: number;
	    steps: number;
	    needsHard: boolean;
	    why: boolean;
	}
	
	export interface Preview {
	    url: string;
	    pages: number;
	    headline: string;
	    issues: string[];
	}
	export interface PublishRequest {
	    termId: string;
	    reasons: Record<string, string>;
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
	
	
	export interface ToldRequest {
	    termId: string;
	    personIds: string[];
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
	    kind: string;
	    studentId: string;
	    personId: string;
	    runId: string;
	    sessionId: string;
	    issuedOn: string;
	    number: string;
	    code: string;
	    fields: string;
	    name: string;
	    course: string;
	    sessions: number;
	    minutes: number;
	    printings: number;
	    voidedOn: string;
	    voidedBy: string;
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
	    narrowly: boolean;
	    whyKey: string;
	    whyValues?: Record<string, string>;
	    issued?: Certificate;
	}
	export interface CertificateCheck {
	    known: boolean;
	    number: string;
	    kind: string;
	    issuedOn: string;
	    voidedOn: string;
	    voidedReason: string;
	    name: string;
	    course: string;
	    sessions: number;
	    minutes: number;
	    agrees: boolean;
	    erased: boolean;
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
	export interface Leave {
	    id: string;
	    personId: string;
	    from: string;
	    to: string;
	    start: string;
	    end: string;
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
	    kind: string;
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
	export interface Term {
	    id: string;
	    yearId: string;
	    name: string;
	    code: string;
	    start: string;
	    end: string;
	    bookingOpens: string;
	    prospectusDate: string;
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

export namespace store {
	
	export interface DraftWorkerNamed {
	    personId: string;
	    name: string;
	    as: string;
	    part: string;
	}
	export interface Stand {
	    date: string;
	    start: string;
	    end: string;
	    place: string;
	    roomId: string;
	    virtualRoomId: string;
	    workers: DraftWorkerNamed[];
	}
	export interface DraftSession {
	    sessionId: string;
	    runId: string;
	    reference: string;
	    title: string;
	    number: number;
	    of: number;
	    stand: Stand;
	    was: Stand;
	    published: boolean;
	    changed: boolean;
	    stays: boolean;
	    status: string;
	    pinWhen: boolean;
	    pinWhere: boolean;
	    pinWho: boolean;
	    arm: string;
	    mode: string;
	}
	
	export interface Telling {
	    personId: string;
	    name: string;
	    as: string;
	    how: string;
	    what: string;
	    sessionId: string;
	    reference: string;
	    number: number;
	    title: string;
	    when: boolean;
	    where: boolean;
	    was: Stand;
	    is: Stand;
	}
	export interface Publication {
	    term: college.Term;
	    runs: string[];
	    changes: DraftSession[];
	    leftOut: DraftSession[];
	    findings: college.Finding[];
	    tell: Telling[];
	}
	
	
	export interface TermDraft {
	    term: college.Term;
	    made: boolean;
	    madeAt: string;
	    sessions: DraftSession[];
	    cost: number;
	    parts: timetable.Part[];
	}

}

export namespace timetable {
	
	export interface Part {
	    rule: string;
	    asks: string;
	    cost: number;
	}
	export interface Worker {
	    PersonID: string;
	    Name: string;
	    As: string;
	    Part: string;
	    Kinds: string[];
	    DOB: string;
	}
	export interface Placement {
	    sessionId: string;
	    date: string;
	    start: string;
	    end: string;
	    roomId: string;
	    virtualRoomId: string;
	    workers: Worker[];
	}

}


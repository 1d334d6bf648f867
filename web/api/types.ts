// The API as the pages see it; the one contract between handlers/wire and web. Every name here is a JSON field there.
// Times are RFC 3339 with +08:00, days are YYYY-MM-DD (Beijing), regions GB/T 2260 codes as numbers, crops ids of
// knowledge/, all other ids opaque strings. Every POST that creates something takes an Idempotency-Key header.

export type Id = string;
export type Time = string;
export type Day = string;

export type ReporterKind = "farmer" | "cooperative" | "enterprise";
export type Urgency = "normal" | "urgent";
export type ProblemKind =
  | "pest" | "disease" | "nutrition" | "weather" | "variety" | "technique"
  | "processing" | "market" | "policy" | "animal_disease" | "pesticide_injury" | "other";
export type State =
  | "submitted" | "triage" | "assigned" | "escalated" | "accepted" | "visit_planned" | "answered"
  | "resolved" | "closed" | "withdrawn" | "duplicate" | "rejected";
export type Outcome = "solved" | "better" | "unsolved" | "not_tried";
export type Role = "commissioner" | "leader" | "operator" | "official" | "admin";

/** RFC 9457, every answer ≥ 400. `code` is stable; `title` and errors[].title are Chinese and can be shown as they are. */
export interface Problem {
  type: string; status: number; code: string; title: string; request_id: string;
  errors?: { field: string; code: string; title: string }[];
  /** with 429, 503 and 507; also in the Retry-After header */
  retry_after_seconds?: number;
}

export interface Named { id: Id; name: string }
export interface Place { code: number; name: string }
export interface CropName { id: string; name: string }
export interface Photo { id: string; url: string; thumbnail: string }

// ---- anyone -------------------------------------------------------------------------------------------------------

/** GET /api/service → what the pages need before anything else; cacheable for a minute. */
export interface Service {
  name: string; notice_version: string; notice: string[];   // the privacy notice, paragraphs
  province: Place; max_photos: number; max_photo_bytes: number; max_text: number; demo: boolean;
  hotline: string | null;
}
/** GET /api/regions?parent=530000 (without parent: the province). Children in code order. */
export interface RegionList { regions: { code: number; name: string; level: "province" | "prefecture" | "county" | "township"; parent: number | null; longitude?: number; latitude?: number }[] }
/** GET /api/crops?q=苞谷 → best matches first (≤ 20); without q: the whole tree, parents first. `matched` = the name that matched. */
export interface CropList { crops: { id: string; name: string; level: "sector" | "group" | "species"; parent: string | null; names: string[]; matched?: string }[] }
/** GET /api/problem-kinds */
export interface KindList { kinds: { id: ProblemKind; name: string }[] }

/** What is known already: an article that agronomists wrote, or a solved case with the personal data taken out. */
export type DocumentType = "article" | "case";
/** GET /api/knowledge/search?q=&crop=&region=&kind=&limit= (q ≤ 400 characters; q or crop is needed; limit ≤ 50, else 10) */
export interface FoundKnowledge {
  results: FoundDocument[];
  understood: { crops: { id: string; name: string; confidence: number }[]; kind: ProblemKind };
  /** "" or, when nothing was found, what to try instead */
  hint: string;
}
export interface FoundDocument {
  type: DocumentType; id: string; title: string; crop: string; crop_name: string; kind: ProblemKind; kind_name: string;
  /** one line of plain text; the marks are begin and end (one past) of the words that fit, in UTF-16 units */
  snippet: string; marks: { begin: number; end: number }[];
  score: number; reviewed: boolean; used: number; helped: number;
}
/** GET /api/knowledge/articles/{id}; cacheable for a minute. Show clearly when it is not reviewed. */
export interface Article {
  type: "article"; id: string; title: string; crop: string; crop_name: string; kind: ProblemKind; kind_name: string;
  also: string[]; altitude: { from: number; to: number } | null; months: number[];
  reviewed: boolean; reviewed_by: string;
  sources: { title: string; publisher: string; year: number | null; address: string }[];
  /** html is made by the service from Markdown and holds no scripts, links or pictures */
  sections: { heading: string; html: string }[];
  /** plain text of what to do now, for putting into an answer */
  advice: string;
}

/** POST /api/uploads, body = the image itself (image/jpeg or image/png) or multipart/form-data with one file → 201. Usable once, within a day. */
export interface Upload { id: Id }

/** POST /api/understand {text, county?, crop?}; alert_text as a report would answer it, which says that the office is told */
export interface Understood extends Understanding { alert_text: string[] }
export interface Understanding {
  crops: { id: string; name: string; confidence: number; words: string[] }[];
  kind: ProblemKind; kind_name: string; kind_words: string[];
  urgency: Urgency; urgency_words: string[];
  alert: Alert; alert_words: string[];
  /** the first crop may be taken without asking; no crops: unknown */
  sure: boolean;
}
/** What must be acted on at once; always a suspicion, never a finding. */
export type Alert = "none" | "animal_epidemic" | "mass_death" | "human_poisoning";

/** GET /api/first-questions?crop=&kind= → at most six questions and three photo prompts; cacheable for a minute. */
export interface FirstQuestions { questions: FirstQuestion[]; photos: string[] }
export interface FirstQuestion {
  id: string; text: string; type: "choice" | "number" | "text";
  choices: { id: string; text: string }[];
  unit: string;                       // of a number
  max: number;                        // the largest number; the longest text
}
/** A first question and what was said to it, as it can be shown. */
export interface Answered { question: string; answer: string }

/** POST /api/reports */
export interface ReportDraft {
  reporter: { kind: ReporterKind; name?: string; phone: string; organisation?: string };
  county: number; township?: number; village?: string;
  crop?: string; text: string; photos?: Id[];
  /** to the first questions: id of a choice, a whole number, or a text (at most 200 characters); at most 12 */
  answers?: Record<string, string | number>;
  consent: { notice_version: string; exact_place?: boolean };
  /** staff (operator) only: who brought it in; default hotline */
  channel?: "hotline" | "informant";
}
/** 201 of POST /api/reports */
export interface Receipt {
  id: Id; number: string; tracking: { token: string; url: string }; state: State;
  understanding: Understanding; assignment: AssignmentNote;
  alert: Alert; alert_text: string[]; answers: Answered[];
}
/** Who has it and what happens when: always there, with sentences that can be shown as they are. */
export interface AssignmentNote {
  team: Named | null;
  commissioner: { name: string; organisation: string; title: string } | null;
  respond_by: Time | null;
  /** why this team and person, or why it waits in the office; plain Chinese sentences */
  explanation: string[];
  /** what happens if nobody answers in time */
  if_late: string;
}

// ---- reporter, by tracking token ---------------------------------------------------------------------------------

export interface Message {
  id: Id; at: Time; kind: "answer" | "question" | "reply"; from: "reporter" | "commissioner" | "office";
  author: string; text: string; photos: Photo[];
}
/** plain words: "云岭农科110 把问题转给了……" */
export interface HistoryLine { at: Time; text: string }
export interface Confirmation { outcome: Outcome; score: number | null; text: string; at: Time }
export interface Visit { at: Time; note: string; planned_at: Time }

/** GET /api/track/{token}; also the answer (201) of each POST below. */
export interface TrackView {
  number: string; state: State; state_text: string; submitted_at: Time;
  county: Place; township: Place | null; village: string; crop: CropName | null; kind: ProblemKind; kind_name: string; urgency: Urgency;
  alert: Alert; alert_text: string[];  // what to do and not to do, shown above everything else
  text: string; answers: Answered[]; photos: Photo[];
  assignment: AssignmentNote; visit: Visit | null;
  messages: Message[]; history: HistoryLine[]; confirmation: Confirmation | null;
  /** what the reporter may do now */
  may: ("message" | "confirm" | "reopen" | "withdraw")[];
}
/** POST /api/track/{token}/messages */
export interface MessageDraft { text: string; photos?: Id[] }
/** POST /api/track/{token}/confirmation → "unsolved" sends it back to work by itself; a second one is 409 */
export interface ConfirmationDraft { outcome: Outcome; score?: 1 | 2 | 3 | 4 | 5; text?: string }
/** POST /api/track/{token}/withdrawal */
export interface WithdrawalDraft { reason?: string }
/** POST /api/track/{token}/reopening (closed or resolved, within 30 days) */
export interface ReopeningDraft { reason: string }

/** POST /api/phone-codes {phone} → 202 {} always; the code (6 digits, 10 minutes) goes out as a notice. */
/** POST /api/my-reports {phone, code} → newest first, at most 50 */
export interface MyReports { reports: { number: string; state: State; state_text: string; submitted_at: Time; crop: CropName | null; excerpt: string; tracking: { token: string; url: string } }[] }

// ---- staff -------------------------------------------------------------------------------------------------------

/** POST /api/session {phone, password} → 200 Session (sets the cookie) · GET /api/session → 200, or 401 · DELETE → 204 */
export interface Session {
  account: { id: Id; name: string; role: Role; commissioner: Id | null };
  scope: Place;                       // province, prefecture or county
  teams: { id: Id; name: string; leader: boolean }[];
  expires_at: Time;
}
/** POST /api/password {phone, code, password} → 204 (code from POST /api/phone-codes) */

/** GET /api/reports?state=a,b&county=&region=&crop=&team=&commissioner=&mine=1&overdue=1&open=1&q=&after=
 *  q: exact report number or the reporter's phone. Order: overdue=1 or mine=1 → next deadline first; otherwise newest first. */
export interface ReportList { reports: ReportRow[]; next: string | null }
export interface ReportRow {
  id: Id; number: string; state: State; state_text: string; submitted_at: Time;
  county: Place; crop: CropName | null; kind: ProblemKind; kind_name: string; urgency: Urgency; alert: Alert; excerpt: string; photos: number;
  team: Named | null; commissioner: Named | null;
  deadline: Deadline | null;          // the next one
  /** the reporter wrote after the last answer */
  reporter_waits: boolean;
}
export interface Deadline { kind: "accept" | "answer" | "resolve" | "close"; due_at: Time; overdue: boolean }

export type StaffAction =
  | "accept" | "refuse" | "answer" | "ask" | "plan_visit" | "transfer" | "resolve" | "reject" | "mark_duplicate" | "reopen" | "assign" | "reclassify"
  | "raise_alert" | "clear_alert";
/** GET /api/reports/{id} (ETag) */
export interface ReportView {
  id: Id; number: string; version: number; state: State; state_text: string; submitted_at: Time; channel: string;
  reporter: { kind: ReporterKind; name: string; phone: string; organisation: string; masked: boolean };
  county: Place; township: Place | null; village: string;
  crop: CropName | null; kind: ProblemKind; kind_name: string; urgency: Urgency;
  alert: Alert; alert_text: string[];  // as it stands; what was heard at first is in understanding
  understanding: Understanding; text: string; answers: Answered[]; photos: Photo[];
  team: Named | null; commissioner: (Named & { organisation: string; title: string }) | null;
  deadlines: Deadline[]; visit: Visit | null;
  messages: Message[]; events: EventLine[]; confirmation: Confirmation | null;
  duplicate_of: { id: Id; number: string } | null;
  may: StaffAction[];
}
export interface EventLine { at: Time; actor: string; action: string; from: State | null; to: State; text: string; note: string }

/** All take If-Match (optional; stale → 412), answer 201 with the new ReportView:
 *  POST /api/reports/{id}/acceptance {}
 *  POST /api/reports/{id}/refusal {reason: RefusalReason, note?}
 *  POST /api/reports/{id}/answers {text, photos?, inserted?}                — inserted: DocumentName[], at most 5
 *  POST /api/reports/{id}/questions {text}
 *  POST /api/reports/{id}/visits {at, note?}
 *  POST /api/reports/{id}/transfer {reason, commissioner?, team?}   — neither: routing chooses; also how triage assigns
 *  POST /api/reports/{id}/resolution {text}
 *  POST /api/reports/{id}/rejection {reason}
 *  POST /api/reports/{id}/alert {alert, reason?}                     — reason ≤ 200; needed (≥ 3) to take one back: none, or a lesser one
 *  POST /api/reports/{id}/duplicate {of}                             — the number of the other report
 *  POST /api/reports/{id}/reopening {reason}
 *  PATCH /api/reports/{id} {crop?, kind?, urgency?} → 200             — correct the understanding (operator, holder, leader, official) */
export type RefusalReason = "not_my_field" | "too_far" | "too_busy" | "on_leave" | "conflict" | "other";

/** GET /api/reports/{id}/routing → every decision, newest first. POST /api/routing/preview {crop, county, kind?, urgency?} → one. */
export interface RoutingView { decisions: RoutingDecision[] }
export interface RoutingDecision {
  at: Time; snapshot_version: string; verdict: "assigned" | "escalated" | "triage";
  team: Named | null; commissioner: (Named & { organisation: string; title: string }) | null;
  explanation: string[];
  teams: {
    id: Id; name: string; match: string;                     // "茶 · 勐海县（直接负责）"
    candidates: { id: Id; name: string; organisation: string; score: number; reasons: { text: string; points: number }[] }[];
    skipped: { id: Id; name: string; reason: string; text: string }[];
    more: number;                                            // further people not listed
  }[];
}

// ---- people and teams (leader: own teams, read; official: scope) --------------------------------------------------

/** GET /api/commissioners?q=&team=&region=&status=active|absent|suspended|without_term&after= */
export interface CommissionerList { commissioners: CommissionerRow[]; next: string | null }
export type CommissionerStatus = "active" | "absent" | "suspended" | "without_term";
export interface CommissionerRow {
  id: Id; name: string; organisation: string; title: string; county: Place; status: CommissionerStatus; status_text: string;
  teams: { id: Id; name: string; leader: boolean }[]; open_reports: number; load_limit: number;
  answered: number; solved: number; term_ends: Day | null;
}
/** GET /api/commissioners/{id} (ETag) · POST /api/commissioners CommissionerDraft → 201 · PATCH → 200 */
export interface CommissionerView extends CommissionerRow {
  phone: string; version: number; crops: CropName[]; kinds: ProblemKind[]; suspended: boolean;
  appointments: Appointment[]; absences: Absence[];
  may: ("edit" | "suspend" | "appoint" | "add_absence")[];
}
export interface CommissionerDraft {
  name: string; phone: string; organisation: string; title: string; county: number;
  crops?: string[]; kinds?: ProblemKind[]; load_limit?: number;
}
/** POST /api/commissioners/{id}/suspension {reason} → 201 CommissionerView (open reports move on) · DELETE → 200 CommissionerView */
/** POST /api/commissioners/{id}/appointments AppointmentDraft → 201 CommissionerView
 *  PATCH /api/commissioners/{id}/appointments/{appointment} {ended_on, outcome} → 200 CommissionerView */
export interface Appointment {
  id: Id; programme: "commissioner" | "three_areas" | "enterprise" | "international"; level: "province" | "prefecture" | "county";
  batch: string; start: Day; end: Day; ended_on: Day | null; outcome: TermOutcome | null; active: boolean;
}
export type TermOutcome = "completed" | "withdrawn" | "removed" | "transferred";
export interface AppointmentDraft { programme: Appointment["programme"]; level: Appointment["level"]; batch: string; start: Day; end: Day }
/** GET/POST /api/commissioners/{id}/absences → 201 CommissionerView · DELETE /api/commissioners/{id}/absences/{absence} → 200 CommissionerView (ends today or never began)
 *  a commissioner may do this for him- or herself */
export interface Absence { id: Id; start: Day; end: Day; reason: string; stand_in: Named | null }
export interface AbsenceDraft { start: Day; end: Day; reason?: string; stand_in?: Id }

/** GET /api/teams?region=&crop= · POST TeamDraft → 201 TeamView · GET/PATCH /api/teams/{id} {name?, active?} */
export interface TeamList { teams: TeamRow[] }
export interface TeamRow { id: Id; name: string; industry: CropName; region: Place; active: boolean; leader: Named | null; members: number; open_reports: number; capacity: number }
export interface TeamView extends TeamRow {
  version: number;
  people: (CommissionerRow & { leader: boolean })[];
  coverage: { id: Id; crop: CropName; region: Place; kind: ProblemKind | null }[];
  may: ("edit" | "change_members" | "change_coverage")[];
}
export interface TeamDraft { name: string; industry: string; region: number }
/** POST /api/teams/{id}/members {commissioner, leader?} → 201 TeamView · DELETE /api/teams/{id}/members/{commissioner} → 200 TeamView
 *  POST /api/teams/{id}/coverage {crop, region, kind?} → 201 TeamView · DELETE /api/teams/{id}/coverage/{coverage} → 200 TeamView */

/** POST /api/imports/commissioners?dry_run=1 | ?skip_bad=1 (body: the CSV file, text/csv, UTF-8 or GB18030) → 200 (dry run) or 201 */
export interface ImportResult {
  written: number; good: number; bad: number;
  lines: { line: number; name: string; verdict: "new" | "update" | "bad"; errors: { field: string; title: string }[] }[];
}

// ---- solved cases ------------------------------------------------------------------------------------------------

/** POST /api/reports/{id}/case {} → 201 SolvedCase: a draft, once a report (then the existing one); 409 case.not_solved, case.epidemic
 *  GET /api/cases?state=&team=&after= → SolvedCaseList · GET /api/cases/{id} (ETag) → SolvedCase
 *  PATCH /api/cases/{id} SolvedCaseEdit (If-Match) → 200 SolvedCase; a published one is a draft again; `removed` begins with what was just removed
 *  POST /api/cases/{id}/publication {note?} · /return {reason} · /withdrawal {reason} (If-Match) → 201 SolvedCase; 403 case.own, case.forbidden; 409 case.state */
export type SolvedCaseState = "draft" | "published" | "withdrawn";
export interface SolvedCaseRow {
  id: Id; version: number; state: SolvedCaseState; title: string;
  crop: string; crop_name: string; kind: ProblemKind; kind_name: string; county: Place; month: number;
  author: string; reviewer: string; reviewed_at: Time | null; changed_at: Time; used: number; helped: number;
}
export interface SolvedCaseList { cases: SolvedCaseRow[]; next: string | null }
export interface SolvedCase extends Omit<SolvedCaseRow, "changed_at"> {
  report: { id: Id; number: string }; problem: string; answer: string;
  /** only for those who may see the report */
  removed: { field: "title" | "problem" | "answer"; text: string; rule: "phone" | "id_number" | "name" | "place" | "organisation" | "account" | "link" }[];
  history: { version: number; at: Time; author: string; change: "draft" | "edit" | "publish" | "return" | "withdraw"; note: string }[];
  may: ("edit" | "publish" | "return" | "withdraw")[];
}
export interface SolvedCaseEdit { title?: string; problem?: string; answer?: string; crop?: string; kind?: ProblemKind }

/** GET /api/knowledge/cases/{id} → 200; 404 when not published */
export interface PublicCase {
  type: "case"; id: Id; title: string; crop: string; crop_name: string; kind: ProblemKind; kind_name: string; county: Place; month: number;
  sections: { heading: string; html: string }[]; advice: string; reviewed: true; used: number; helped: number;
}
/** GET /api/reports/{id}/suggestions → what may be inserted into an answer; POST /api/reports/{id}/answers takes `inserted` (at most 5) */
export interface DocumentName { type: DocumentType; id: string }
export interface Suggestions { results: (FoundDocument & { advice: string })[] }
/** POST /api/knowledge/helped {type, id, county?} (Idempotency-Key) → 201 {helped}; 429 throttled.helped */
export interface Helped { helped: number }

// ---- knowledge files (administrators) ----------------------------------------------------------------------------

/** GET /api/knowledge/files */
export interface KnowledgeFileList { files: { path: string; size: number; version: number; changed_at: Time; changed_by: string }[] }
/** GET /api/knowledge/file?path= (ETag) · &version=N an older content; content "" is: removed
 *  POST /api/knowledge/file {path, content, note?} (If-Match: the version, "0" for a new file) → 201 {path, version}; 412 knowledge.stale;
 *  422 knowledge.faulty with errors [{field: "file:line", title: reason}]; content "" removes an article */
export interface KnowledgeFile { path: string; content: string; version: number; history: { version: number; at: Time; author: string; note: string }[] }
export interface KnowledgeFileDraft { path: string; content: string; note: string }
export interface StoredKnowledge { path: string; version: number }
/** POST /api/knowledge/preview {path, content}; `article` as GET /api/knowledge/articles/{id} shows it */
export interface KnowledgePreview { faults: { file: string; line: number; reason: string }[]; article: Article | null }

// ---- statistics --------------------------------------------------------------------------------------------------

/** GET /api/statistics/{region}?from=2026-01-01&to=2026-11-30&by=crop|team|month|kind|county — whole months; a report
 *  counts in the month it was told. GET /api/statistics/{region}/csv?... gives the same as a file. */
export interface Statistics {
  region: Place; from: Day; to: Day; by: string | null; counted_at: Time;
  totals: Figures;
  groups: (Figures & { key: string; name: string })[];
  /** live, not by month: how many are past their next deadline now */
  overdue_now: number;
  /** "this solved it" before anybody was asked, in these months and counties; in none of the figures */
  solved_by_knowledge: number;
}
export interface Figures {
  reports: number; open: number; answered: number;
  on_time: number; late: number;               // first answer by its deadline / after it or still missing
  solved: number; better: number; unsolved: number; not_tried: number;
  no_feedback: number;                         // closed without a word from the reporter
  reopened: number; withdrawn: number; duplicate: number; rejected: number;
  /** null below 5 cases; on_time/(on_time+late), solved/(solved+better+unsolved+not_tried+no_feedback) */
  on_time_rate: number | null; solved_rate: number | null;
  first_answer_median_minutes: number | null; first_answer_p90_minutes: number | null;
}

// What staff may ask after signing in, one function a call, in the order of types.ts.
import { get, getTagged, patch, post, postRaw, remove, withQuery, type Options } from "./client";
import type {
  AbsenceDraft, Alert, AppointmentDraft, SolvedCase, SolvedCaseEdit, SolvedCaseList, SolvedCaseState, CommissionerDraft, CommissionerList, CommissionerStatus, CommissionerView,
  Day, DocumentName, Id, ImportResult, KnowledgeFile, KnowledgeFileDraft, KnowledgeFileList, KnowledgePreview, ProblemKind, RefusalReason, ReportList,
  ReportView, RoutingDecision, RoutingView, Session, State, Statistics, StoredKnowledge, Suggestions, TeamDraft, TeamList, TeamView, TermOutcome, Time, Urgency,
} from "./types";

export const signIn = (phone: string, password: string) => post<Session>("/api/session", { phone, password });
export const readSession = (options?: Options) => get<Session>("/api/session", options);
export const signOut = () => remove("/api/session");
export const changePassword = (phone: string, code: string, password: string) => post<void>("/api/password", { phone, code, password });

export interface ReportFilter {
  state?: State[]; county?: number; region?: number; crop?: string; team?: Id; commissioner?: Id;
  mine?: boolean; overdue?: boolean; open?: boolean; q?: string; after?: string;
}
export const listReports = ({ state, ...rest }: ReportFilter, options?: Options) =>
  get<ReportList>(withQuery("/api/reports", { state: state?.join(","), ...rest }), options);

const report = (id: Id) => "/api/reports/" + encodeURIComponent(id);
export const readReport = (id: Id, options?: Options) => getTagged<ReportView>(report(id), options);
export const acceptReport = (id: Id, options?: Options) => post<ReportView>(report(id) + "/acceptance", {}, options);
export const refuseReport = (id: Id, draft: { reason: RefusalReason; note?: string }, options?: Options) => post<ReportView>(report(id) + "/refusal", draft, options);
export const answerReport = (id: Id, draft: { text: string; photos?: Id[]; inserted?: DocumentName[] }, options?: Options) => post<ReportView>(report(id) + "/answers", draft, options);
export const askReporter = (id: Id, draft: { text: string }, options?: Options) => post<ReportView>(report(id) + "/questions", draft, options);
export const planVisit = (id: Id, draft: { at: Time; note?: string }, options?: Options) => post<ReportView>(report(id) + "/visits", draft, options);
export const transferReport = (id: Id, draft: { reason: string; commissioner?: Id; team?: Id }, options?: Options) => post<ReportView>(report(id) + "/transfer", draft, options);
export const resolveReport = (id: Id, draft: { text: string }, options?: Options) => post<ReportView>(report(id) + "/resolution", draft, options);
export const rejectReport = (id: Id, draft: { reason: string }, options?: Options) => post<ReportView>(report(id) + "/rejection", draft, options);
export const judgeAlert = (id: Id, draft: { alert: Alert; reason?: string }, options?: Options) => post<ReportView>(report(id) + "/alert", draft, options);
export const markDuplicate = (id: Id, of: string, options?: Options) => post<ReportView>(report(id) + "/duplicate", { of }, options);
export const reopenReport = (id: Id, draft: { reason: string }, options?: Options) => post<ReportView>(report(id) + "/reopening", draft, options);
export const reclassifyReport = (id: Id, change: { crop?: string; kind?: ProblemKind; urgency?: Urgency }, options?: Options) => patch<ReportView>(report(id), change, options);

export const suggestDocuments = (id: Id, options?: Options) => get<Suggestions>(report(id) + "/suggestions", options);
export const makeCase = (id: Id, options?: Options) => post<SolvedCase>(report(id) + "/case", {}, options);

export const listCases = (filter: { state?: SolvedCaseState; team?: Id; after?: string }, options?: Options) => get<SolvedCaseList>(withQuery("/api/cases", filter), options);
const oneCase = (id: Id) => "/api/cases/" + encodeURIComponent(id);
export const readCase = (id: Id, options?: Options) => getTagged<SolvedCase>(oneCase(id), options);
export const changeCase = (id: Id, change: SolvedCaseEdit, options?: Options) => patch<SolvedCase>(oneCase(id), change, options);
export const publishCase = (id: Id, note: string, options?: Options) => post<SolvedCase>(oneCase(id) + "/publication", note ? { note } : {}, options);
export const returnCase = (id: Id, reason: string, options?: Options) => post<SolvedCase>(oneCase(id) + "/return", { reason }, options);
export const withdrawCase = (id: Id, reason: string, options?: Options) => post<SolvedCase>(oneCase(id) + "/withdrawal", { reason }, options);

export const listKnowledge = (options?: Options) => get<KnowledgeFileList>("/api/knowledge/files", options);
export const readKnowledge = (path: string, version?: number, options?: Options) =>
  getTagged<KnowledgeFile>(withQuery("/api/knowledge/file", { path, version }), options);
export const previewKnowledge = (path: string, content: string, options?: Options) => post<KnowledgePreview>("/api/knowledge/preview", { path, content }, options);
export const saveKnowledge = (draft: KnowledgeFileDraft, options?: Options) => post<StoredKnowledge>("/api/knowledge/file", draft, options);

export const readRouting = (id: Id, options?: Options) => get<RoutingView>(report(id) + "/routing", options);
export const previewRouting = (what: { crop: string; county: number; kind?: ProblemKind; urgency?: Urgency }, options?: Options) =>
  post<RoutingDecision>("/api/routing/preview", what, options);

export interface CommissionerFilter { q?: string; team?: Id; region?: number; status?: CommissionerStatus; after?: string }
export const listCommissioners = (filter: CommissionerFilter, options?: Options) => get<CommissionerList>(withQuery("/api/commissioners", { ...filter }), options);
const commissioner = (id: Id) => "/api/commissioners/" + encodeURIComponent(id);
export const readCommissioner = (id: Id, options?: Options) => getTagged<CommissionerView>(commissioner(id), options);
export const createCommissioner = (draft: CommissionerDraft, options?: Options) => post<CommissionerView>("/api/commissioners", draft, options);
export const changeCommissioner = (id: Id, change: Partial<CommissionerDraft>, options?: Options) => patch<CommissionerView>(commissioner(id), change, options);
export const suspendCommissioner = (id: Id, reason: string, options?: Options) => post<CommissionerView>(commissioner(id) + "/suspension", { reason }, options);
export const unsuspendCommissioner = (id: Id, options?: Options) => remove<CommissionerView>(commissioner(id) + "/suspension", options);
export const appointCommissioner = (id: Id, draft: AppointmentDraft, options?: Options) => post<CommissionerView>(commissioner(id) + "/appointments", draft, options);
export const endAppointment = (id: Id, appointment: Id, end: { ended_on: Day; outcome: TermOutcome }, options?: Options) =>
  patch<CommissionerView>(commissioner(id) + "/appointments/" + encodeURIComponent(appointment), end, options);
export const addAbsence = (id: Id, draft: AbsenceDraft, options?: Options) => post<CommissionerView>(commissioner(id) + "/absences", draft, options);
export const removeAbsence = (id: Id, absence: Id, options?: Options) => remove<CommissionerView>(commissioner(id) + "/absences/" + encodeURIComponent(absence), options);

export const listTeams = (filter: { region?: number; crop?: string }, options?: Options) => get<TeamList>(withQuery("/api/teams", filter), options);
const team = (id: Id) => "/api/teams/" + encodeURIComponent(id);
export const readTeam = (id: Id, options?: Options) => getTagged<TeamView>(team(id), options);
export const createTeam = (draft: TeamDraft, options?: Options) => post<TeamView>("/api/teams", draft, options);
export const changeTeam = (id: Id, change: { name?: string; active?: boolean }, options?: Options) => patch<TeamView>(team(id), change, options);
export const addMember = (id: Id, draft: { commissioner: Id; leader?: boolean }, options?: Options) => post<TeamView>(team(id) + "/members", draft, options);
export const removeMember = (id: Id, member: Id, options?: Options) => remove<TeamView>(team(id) + "/members/" + encodeURIComponent(member), options);
export const addCoverage = (id: Id, draft: { crop: string; region: number; kind?: ProblemKind }, options?: Options) => post<TeamView>(team(id) + "/coverage", draft, options);
export const removeCoverage = (id: Id, coverage: Id, options?: Options) => remove<TeamView>(team(id) + "/coverage/" + encodeURIComponent(coverage), options);

export const tryImport = (csv: Blob, options?: Options) => postRaw<ImportResult>("/api/imports/commissioners?dry_run=1", csv, "text/csv", options);
export const importCommissioners = (csv: Blob, skipBad: boolean, options?: Options) =>
  postRaw<ImportResult>(withQuery("/api/imports/commissioners", { skip_bad: skipBad }), csv, "text/csv", options);

export interface StatisticsQuery { from: Day; to: Day; by?: "crop" | "team" | "month" | "kind" | "county" }
export const readStatistics = (region: number, query: StatisticsQuery, options?: Options) =>
  get<Statistics>(withQuery("/api/statistics/" + region, { ...query }), options);
export const statisticsFile = (region: number, query: StatisticsQuery) => withQuery("/api/statistics/" + region + "/csv", { ...query });

// What anyone and a reporter with a tracking link may ask, one function a call, in the order of types.ts.
import { get, post, withQuery, type Options } from "./client";
import type {
  Article, ConfirmationDraft, CropList, DocumentName, FirstQuestions, Helped, KindList, MessageDraft, MyReports, ProblemKind, PublicCase,
  Receipt, RegionList, ReopeningDraft, ReportDraft, FoundKnowledge, Service, TrackView, Understood, WithdrawalDraft,
} from "./types";

export const readService = (options?: Options) => get<Service>("/api/service", options);
export const listRegions = (parent?: number, options?: Options) => get<RegionList>(withQuery("/api/regions", { parent }), options);
export const listCrops = (q?: string, options?: Options) => get<CropList>(withQuery("/api/crops", { q }), options);
export const listKinds = (options?: Options) => get<KindList>("/api/problem-kinds", options);
export const understand = (told: { text: string; county?: number; crop?: string }, options?: Options) =>
  post<Understood>("/api/understand", told, options);
export const firstQuestions = (about: { crop?: string; kind?: ProblemKind }, options?: Options) =>
  get<FirstQuestions>(withQuery("/api/first-questions", about), options);

export const searchKnowledge = (asked: { q?: string; crop?: string; region?: number; kind?: ProblemKind; limit?: number }, options?: Options) =>
  get<FoundKnowledge>(withQuery("/api/knowledge/search", asked), options);
export const readDocument = ({ type, id }: DocumentName, options?: Options) =>
  get<Article | PublicCase>("/api/knowledge/" + (type === "case" ? "cases/" : "articles/") + encodeURIComponent(id), options);
export const sayHelped = (document: DocumentName & { county?: number }, options?: Options) => post<Helped>("/api/knowledge/helped", document, options);

export const submitReport = (draft: ReportDraft, options?: Options) => post<Receipt>("/api/reports", draft, options);

const track = (token: string) => "/api/track/" + encodeURIComponent(token);
export const readTrack = (token: string, options?: Options) => get<TrackView>(track(token), options);
export const sendMessage = (token: string, draft: MessageDraft, options?: Options) => post<TrackView>(track(token) + "/messages", draft, options);
export const confirmReport = (token: string, draft: ConfirmationDraft, options?: Options) => post<TrackView>(track(token) + "/confirmation", draft, options);
export const withdrawReport = (token: string, draft: WithdrawalDraft, options?: Options) => post<TrackView>(track(token) + "/withdrawal", draft, options);
export const reopenByReporter = (token: string, draft: ReopeningDraft, options?: Options) => post<TrackView>(track(token) + "/reopening", draft, options);

export const requestPhoneCode = (phone: string, options?: Options) => post<object>("/api/phone-codes", { phone }, options);
export const listMyReports = (phone: string, code: string, options?: Options) => post<MyReports>("/api/my-reports", { phone, code }, options);

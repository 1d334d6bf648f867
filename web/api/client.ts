// The way every page talks to /api: JSON in and out, problems as one error class with Chinese titles, and requests
// that change something carry an Idempotency-Key, so that a lost answer on a weak network can be asked for again.
import type { Problem, Upload } from "./types";
import words from "../messages/api.zh.json";

export interface FieldProblem { field: string; code: string; title: string }

/** Anything that went wrong, ready to be shown. `status` 0: no answer came (code "network" or "timeout"). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly fields: FieldProblem[];
  readonly requestId: string;
  readonly retryAfterSeconds: number;

  constructor(problem: Partial<Problem> & { status: number; code: string; title: string }) {
    super(problem.title);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.fields = problem.errors ?? [];
    this.requestId = problem.request_id ?? "";
    this.retryAfterSeconds = problem.retry_after_seconds ?? 0;
  }

  /** True when it is unknown whether the server did it: ask again with the same key. */
  get unanswered(): boolean {
    return [0, 502, 503, 504, 507].includes(this.status);
  }
}

export interface Options {
  /** keep and pass again to repeat the same request later; without it each call makes a new one */
  key?: string;
  /** the ETag last seen; a stale one is problem 412 */
  ifMatch?: string;
  signal?: AbortSignal;
  /** how often to ask again when no answer came; default 2 */
  retries?: number;
  timeoutSeconds?: number;
}

export interface Tagged<T> { view: T; etag: string | null }

/** 128 random bits as hex; falls back to clock and Math.random where a WebView has no crypto. */
export function newKey(): string {
  const bytes = new Uint8Array(16);
  if (typeof crypto !== "undefined" && crypto.getRandomValues) crypto.getRandomValues(bytes);
  else {
    let now = Date.now();
    for (let i = 0; i < 16; i++) {
      bytes[i] = (Math.random() * 256) ^ now & 255;
      now = Math.floor(now / 7);
    }
  }
  let key = "";
  bytes.forEach((byte) => (key += (byte < 16 ? "0" : "") + byte.toString(16)));
  return key;
}

/** "/api/x" + {q: "茶", after: undefined} → "/api/x?q=%E8%8C%B6" */
export function withQuery(path: string, query: { [name: string]: string | number | boolean | null | undefined }): string {
  const parts: string[] = [];
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value === undefined || value === null || value === "" || value === false) continue;
    parts.push(name + "=" + encodeURIComponent(value === true ? "1" : String(value)));
  }
  return parts.length ? path + "?" + parts.join("&") : path;
}

export const get = <T>(path: string, options?: Options): Promise<T> => send<T>("GET", path, undefined, options).then((a) => a.view);
/** with the ETag to pass as `ifMatch` in the next change */
export const getTagged = <T>(path: string, options?: Options): Promise<Tagged<T>> => send<T>("GET", path, undefined, options);
export const post = <T>(path: string, body: unknown, options?: Options): Promise<T> => send<T>("POST", path, body, options).then((a) => a.view);
export const patch = <T>(path: string, body: unknown, options?: Options): Promise<T> => send<T>("PATCH", path, body, options).then((a) => a.view);
export const remove = <T = void>(path: string, options?: Options): Promise<T> => send<T>("DELETE", path, undefined, options).then((a) => a.view);

/** Sends a Blob or a string as it is (a CSV file, an image). */
export const postRaw = <T>(path: string, body: Blob | string, type: string, options?: Options): Promise<T> =>
  send<T>("POST", path, body, options, type).then((a) => a.view);

async function send<T>(method: string, path: string, body: unknown, options: Options = {}, type?: string): Promise<Tagged<T>> {
  const headers: { [name: string]: string } = { Accept: "application/json" };
  if (method === "POST") headers["Idempotency-Key"] = options.key ?? newKey();
  if (options.ifMatch) headers["If-Match"] = options.ifMatch;
  let payload: BodyInit | undefined;
  if (body !== undefined) {
    headers["Content-Type"] = type ?? "application/json";
    payload = type ? (body as Blob | string) : JSON.stringify(body);
  }

  const retries = options.retries ?? 2;
  const repeatable = method !== "PATCH" || !!options.ifMatch;
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce<T>(method, path, headers, payload, options);
    } catch (error) {
      const again = error instanceof ApiProblem && error.unanswered && repeatable && attempt < retries;
      if (!again || options.signal?.aborted) throw error;
      await pause(Math.max(error.retryAfterSeconds, attempt === 0 ? 1 : 3), options.signal);
    }
  }
}

async function sendOnce<T>(method: string, path: string, headers: { [name: string]: string }, body: BodyInit | undefined, options: Options): Promise<Tagged<T>> {
  const cancel = typeof AbortController === "undefined" ? undefined : new AbortController();
  const onAbort = () => cancel?.abort();
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener("abort", onAbort);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ApiProblem({ status: 0, code: "timeout", title: words.timeout }));
      cancel?.abort();
    }, (options.timeoutSeconds ?? 30) * 1000);
  });
  try {
    const work = fetch(path, { method, headers, body, credentials: "same-origin", signal: cancel?.signal }).then(async (response) => {
      const text = await response.text();
      if (!response.ok) throw problemOf(response.status, text, response.headers.get("Retry-After"));
      return { view: (text ? JSON.parse(text) : undefined) as T, etag: response.headers.get("ETag") };
    });
    return await Promise.race([work, tooLong]);
  } catch (error) {
    if (error instanceof ApiProblem) throw error;
    if (options.signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: "network", title: words.network });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", onAbort);
  }
}

/** Reads an error answer; one that is not problem+json (a proxy's page) still gets a title a person can read. */
export function problemOf(status: number, text: string, retryAfter?: string | null): ApiProblem {
  let problem: Partial<Problem> = {};
  try {
    problem = JSON.parse(text) as Partial<Problem>;
  } catch {
    // a proxy answered in HTML; the status is all there is
  }
  const title = problem.title ?? (status === 429 ? words.too_many : status === 412 ? words.stale : words.server);
  return new ApiProblem({
    ...problem, status, title,
    code: problem.code ?? "http." + status,
    retry_after_seconds: problem.retry_after_seconds ?? (Number(retryAfter) || 0),
  });
}

function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(seconds, 30) * 1000);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()));
  });
}

/** Uploads one photo; `onProgress` gets 0…1. One attempt: the caller decides when to try again, with the same key. */
export function uploadPhoto(photo: Blob, key: string, onProgress?: (share: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/uploads");
    request.timeout = 120000;
    request.setRequestHeader("Content-Type", photo.type || "image/jpeg");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", key);
    if (onProgress) request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 400) return reject(problemOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      try {
        resolve(JSON.parse(request.responseText) as Upload);
      } catch {
        reject(problemOf(502, ""));
      }
    };
    request.onerror = () => reject(new ApiProblem({ status: 0, code: "network", title: words.network }));
    request.ontimeout = () => reject(new ApiProblem({ status: 0, code: "timeout", title: words.timeout }));
    request.send(photo);
  });
}

// The chosen photos, kept in IndexedDB so that a reload or a dead battery does not lose them. Where there is no
// IndexedDB the functions quietly keep nothing.

export interface KeptPhoto {
  id: string;
  /** whose photos: the draft, or the talk of one report */
  scope: string;
  order: number;
  blob: Blob;
  /** the Idempotency-Key of its upload */
  key: string;
  upload: { id: string; at: number } | null;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  if (!opened)
    opened = new Promise((resolve, reject) => {
      const request = indexedDB.open("agri110", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("photos", { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  return opened;
}

async function within<T>(mode: "readonly" | "readwrite", work: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const database = await open();
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction("photos", mode);
      const request = work(transaction.objectStore("photos"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    return undefined;
  }
}

export const keepPhoto = (photo: KeptPhoto) => within("readwrite", (photos) => photos.put(photo));
export const forgetPhoto = (id: string) => within("readwrite", (photos) => photos.delete(id));
export const keptPhotos = async (scope: string): Promise<KeptPhoto[]> =>
  ((await within<KeptPhoto[]>("readonly", (photos) => photos.getAll())) ?? [])
    .filter((photo) => photo.scope === scope)
    .sort((a, b) => a.order - b.order);

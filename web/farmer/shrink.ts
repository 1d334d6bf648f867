// Makes a phone's photo small enough for a weak network. Drawing it anew also drops place and time hidden in it (EXIF).

/** The size to draw at: the longer side at most `max`, never enlarged, never below one pixel. */
export function fitInto(width: number, height: number, max: number): { width: number; height: number } {
  const scale = Math.min(1, max / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The EXIF orientation (1…8) at the start of a JPEG; 1 when it says nothing. */
export function orientationOf(head: ArrayBuffer): number {
  const view = new DataView(head);
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return 1;
  let at = 2;
  while (at + 10 < view.byteLength) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if ((marker & 0xff00) !== 0xff00) return 1;
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return orientationInTiff(view, at + 10);
    at += 2 + length;
  }
  return 1;
}

function orientationInTiff(view: DataView, start: number): number {
  if (start + 8 > view.byteLength) return 1;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > view.byteLength) return 1;
    if (view.getUint16(entry, little) === 0x0112) {
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

/** A JPEG of at most `maxBytes`; rejects when the phone cannot read the picture. */
export async function shrink(file: Blob, maxSide: number, maxBytes: number): Promise<Blob> {
  const image = await decode(file);
  // Browsers from 2020 on turn the picture themselves; older WebViews leave it lying on its side.
  const orientation = "imageOrientation" in document.documentElement.style ? 1 : orientationOf(await readHead(file));
  for (let side = maxSide, quality = 0.8; ; side = Math.round(side * 0.75), quality = 0.7) {
    const made = await draw(image, side, quality, orientation);
    if (made.size <= maxBytes || side < 400) return made;
  }
}

function decode(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const url = URL.createObjectURL(file);
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error("unreadable picture"));
    };
    image.src = url;
  });
}

function readHead(file: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => resolve(new ArrayBuffer(0));
    reader.readAsArrayBuffer(file.slice(0, 65536));
  });
}

function draw(image: HTMLImageElement, side: number, quality: number, orientation: number): Promise<Blob> {
  const { width, height } = fitInto(image.naturalWidth, image.naturalHeight, side);
  const canvas = document.createElement("canvas");
  const turned = orientation > 4;
  canvas.width = turned ? height : width;
  canvas.height = turned ? width : height;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.reject(new Error("no canvas"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const moves: { [orientation: number]: [number, number, number, number, number, number] } = {
    2: [-1, 0, 0, 1, width, 0], 3: [-1, 0, 0, -1, width, height], 4: [1, 0, 0, -1, 0, height], 5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, height, 0], 7: [0, -1, -1, 0, height, width], 8: [0, -1, 1, 0, 0, width],
  };
  const move = moves[orientation];
  if (move) pen.setTransform(move[0], move[1], move[2], move[3], move[4], move[5]);
  pen.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality));
}

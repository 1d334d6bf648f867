// A photo for the way up: at most 1600 px on the long side as JPEG. What cannot be read here goes up as it is.
const longest = 1600;

export async function shrink(file: File): Promise<Blob> {
  if (typeof createImageBitmap !== "function") return file;
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return file;
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  return smaller && smaller.size < file.size ? smaller : file;
}

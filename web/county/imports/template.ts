// The empty roster file. With the mark at its head spreadsheet programs read it as UTF-8.
import { t } from "../../staff/text";

export function downloadTemplate() {
  const text = `\uFEFF${t("import.columns")}\r\n${t("import.example")}\r\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = t("import.file_name");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

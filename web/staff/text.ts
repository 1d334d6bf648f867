// The words on the staff pages: one message file, one function. A key that is not in the file does not compile.
import messages from "../messages/staff.zh.json";

export type Key = keyof typeof messages;

/** The message, with {name} places filled from args; an argument that is missing stays visible as {name}. */
export function t(key: Key, args: Record<string, string | number> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (place, name: string) => String(args[name] ?? place));
}

/** For words the server may add to later: the message when there is one, else the word itself. */
export function word(group: string, value: string): string {
  return (messages as Record<string, string>)[`${group}.${value}`] ?? value;
}

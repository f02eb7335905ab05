/**
 * Characters that draw nothing: blanks, controls, format and direction characters, fillers such as U+3164, and the
 * blank patterns of Braille and of musical notes.
 */
const unseenOnly = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]*$/u
/** Characters that turn the direction of the text around them, also of text that follows. */
const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** Whether a reader sees nothing where this text stands. */
export function drawsNothing(text: string): boolean {
  return unseenOnly.test(text)
}

/** The text for a place that cannot isolate its direction, such as a notification of the operating system. */
export function removeDirectionMarks(text: string): string {
  return text.replaceAll(directionMarks, '')
}

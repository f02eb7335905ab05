const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * The text of a notification in the form that the platform takes. Desktops on Linux read markup in it, links and
 * pictures included, but a customer's text has to stay plain text.
 */
export function writeNotificationText(text: string, platform: NodeJS.Platform): string {
  return platform === 'linux' ? text.replaceAll(/[&<>]/gu, (mark) => marks[mark] ?? mark) : text
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * The text of a notification as the platform takes it. Desktops on Linux read markup in it, links and pictures
 * included; what a customer writes has to stay text.
 */
export function writeNotificationText(text: string, platform: NodeJS.Platform): string {
  return platform === 'linux' ? text.replaceAll(/[&<>]/gu, (mark) => marks[mark] ?? mark) : text
}

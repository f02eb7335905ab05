/** The user's own variant of the window's language, when there is one: day first or month first is theirs to say. */
export function chooseLocale(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language
}

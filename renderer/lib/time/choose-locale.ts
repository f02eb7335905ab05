/**
 * The user's own variant of the window's language, when there is one: day first or month first is theirs to say. Some
 * systems name variants that are no tags.
 */
export function chooseLocale(language: string, userTags: readonly string[] = navigator.languages): string {
  return userTags.find((tag) => tag.split('-')[0] === language && isTag(tag)) ?? language
}

/** A tag that `Intl` takes; it throws for others, such as `en-US@posix`. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

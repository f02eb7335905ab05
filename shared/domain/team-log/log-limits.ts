/** Language of the code block that makes a message one of the log. */
export const blockLanguage = 'watchfloor'
/** Stands at the end of the line of events that give roles, so that a search finds all of them. */
export const authorityHashtag = '#watchfloor'
/** Telegram's limit for one message, UTF-16 units. */
export const maxMessageUnits = 4_096
export const maxParts = 200

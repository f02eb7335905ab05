import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { chooseLanguage, words, type englishWords, type Language } from '#shared/i18n/words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof englishWords
    returnNull: false
  }
}

/** The words of this window; components take them by `useTranslation('<area>')`. */
export const language: i18n = createInstance()

/** Ready when it returns: the words are part of the bundle. */
export function startI18n(): void {
  void language.use(initReactI18next).init({
    lng: chooseLanguage(navigator.languages),
    fallbackLng: 'en',
    resources: words,
    ns: Object.keys(words.en),
    defaultNS: 'common',
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

/** Changes the words of everything on screen at once. */
export function setLanguage(setting: 'system' | Language): void {
  const next = setting === 'system' ? chooseLanguage(navigator.languages) : setting
  document.documentElement.lang = next
  if (language.language !== next) void language.changeLanguage(next)
}

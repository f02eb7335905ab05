import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { useStore } from 'zustand'
import { entities } from '../entities/core.ts'
import { setKeyChanges } from '../lib/hotkeys/key-changes.ts'
import { setLanguage } from '../lib/i18n/start-i18n.ts'

const lightQuery = window.matchMedia('(prefers-color-scheme: light)')

function subscribeToScheme(listener: () => void): () => void {
  lightQuery.addEventListener('change', listener)
  return () => {
    lightQuery.removeEventListener('change', listener)
  }
}

/** Theme, language and keys of the settings; until the core tells them, what theme.js chose stays. */
export function useApplySettings(): void {
  const settings = useStore(entities.settings, (state) => state.value)
  const isSystemLight = useSyncExternalStore(subscribeToScheme, () => lightQuery.matches)
  const theme = settings?.theme
  useLayoutEffect(() => {
    if (theme !== undefined) applyTheme(theme, isSystemLight)
  }, [theme, isSystemLight])
  const keyChanges = settings?.shortcuts
  useLayoutEffect(() => {
    if (keyChanges !== undefined) setKeyChanges(keyChanges)
  }, [keyChanges])
  const language = settings?.language
  useEffect(() => {
    if (language !== undefined) setLanguage(language)
  }, [language])
}

function applyTheme(theme: SettingsView['theme'], isSystemLight: boolean): void {
  const isLight = theme === 'light' || (theme === 'system' && isSystemLight)
  document.documentElement.dataset.theme = isLight ? 'light' : 'dark'
  try {
    // theme.js reads it before the first paint of the next start.
    localStorage.setItem('watchfloor.theme', theme)
  } catch (error) {
    reportError(new Error('the theme is not remembered for the next start', { cause: error }))
  }
}

import { createStore } from 'zustand/vanilla'

interface SwitcherView {
  readonly isOpen: boolean
  readonly query: string
}

export const switcherStore = createStore<SwitcherView>(() => ({ isOpen: false, query: '' }))

/** Opens the switcher; `typed` is added to what it looks for already. */
export function openSwitcher(typed = ''): void {
  switcherStore.setState(({ isOpen, query }) => ({ isOpen: true, query: isOpen ? query + typed : typed }))
}

export function closeSwitcher(): void {
  switcherStore.setState({ isOpen: false, query: '' })
}

export function setSwitcherQuery(query: string): void {
  switcherStore.setState({ query })
}

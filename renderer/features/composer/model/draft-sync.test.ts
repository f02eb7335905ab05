import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeDraft,
  type DraftSync,
  hasUnsavedDraft,
  markDraftLost,
  markDraftSaved,
  receiveDraft,
  startDraftSync,
} from './draft-sync.ts'

const type = (sync: DraftSync, text: string): DraftSync => changeDraft(sync, { text })

describe('draft sync', () => {
  it('adopts a draft of another device while nothing is unsaved', () => {
    expect(receiveDraft(startDraftSync({ text: '' }), { text: 'from the phone' }).local.text).toBe(
      'from the phone',
    )
  })

  it('keeps what is being typed when another device writes', () => {
    const sync = receiveDraft(type(startDraftSync({ text: '' }), 'mine'), { text: 'theirs' })
    expect(sync.local.text).toBe('mine')
    expect(hasUnsavedDraft(sync)).toBe(true)
  })

  it('keeps a draft that is on its way when another device writes', () => {
    const saved = markDraftSaved(type(startDraftSync({ text: '' }), 'mine'))
    expect(receiveDraft(saved, { text: 'theirs' }).local.text).toBe('mine')
  })

  it('is unsaved again when the save failed', () => {
    const typed = type(startDraftSync({ text: '' }), 'mine')
    const lost = markDraftLost(markDraftSaved(typed), typed.local, typed.saved)
    expect(hasUnsavedDraft(lost)).toBe(true)
    expect(receiveDraft(lost, { text: 'theirs' }).local.text).toBe('mine')
  })

  it('clears the composer when the draft was sent elsewhere', () => {
    const saved = receiveDraft(markDraftSaved(type(startDraftSync({ text: '' }), 'abc')), { text: 'abc' })
    expect(receiveDraft(saved, { text: '' }).local.text).toBe('')
  })

  it('takes a repeated old state for no echo', () => {
    const typed = markDraftSaved(type(startDraftSync({ text: '' }), 'abc'))
    const cleared = markDraftSaved(type(typed, ''))
    const repeated = receiveDraft(cleared, { text: '' })
    expect(receiveDraft(repeated, { text: 'abc' }).local.text).toBe('')
  })

  it('never loses typed text to echoes, however late and however coalesced they are', () => {
    const anyStep = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), text: fc.constantFrom('a', 'ab', 'abc', '') }),
      fc.record({ kind: fc.constant('save' as const) }),
      fc.record({ kind: fc.constant('repeat' as const) }),
      fc.record({ kind: fc.constant('echo' as const), skip: fc.nat(2) }),
    )
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        let sync = startDraftSync({ text: '' })
        let typed = ''
        const wire: string[] = []
        let said = ''
        for (const step of steps) {
          if (step.kind === 'type') {
            typed = step.text
            sync = type(sync, typed)
          } else if (step.kind === 'save' && hasUnsavedDraft(sync) && wire.length < 8) {
            sync = markDraftSaved(sync)
            if (typed !== (wire.at(-1) ?? said)) wire.push(typed)
          } else if (step.kind === 'echo') {
            const arrived = wire.splice(0, step.skip + 1).at(-1)
            said = arrived ?? said
            sync = receiveDraft(sync, { text: said })
          } else if (step.kind === 'repeat') {
            sync = receiveDraft(sync, { text: said })
          }
          expect(sync.local.text).toBe(typed)
        }
      }),
      { numRuns: 500 },
    )
  })
})

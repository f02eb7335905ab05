import { useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ClockOverride, RulesView } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import {
  emptyOverrideForm,
  isEmptyOverride,
  isSameOverride,
  type OverrideForm,
  writeOverrideForm,
} from './override-form.ts'
import { type MarkProblems, type MarksForm, readMarks } from './read-marks.ts'

interface Options {
  readonly chatId: ChatId
  readonly override: ClockOverride
  /** The general clock, which applies where the chat has nothing of its own. */
  readonly clock: RulesView['clock']
  /** Read-only. */
  readonly isFixed: boolean
  readonly onSaved: () => void
}

interface OverrideEditing {
  readonly form: OverrideForm
  readonly isDirty: boolean
  /** The chat has nothing of its own: the general clock applies. */
  readonly isEmpty: boolean
  /** A mark was changed since the form was opened. */
  readonly isEdited: boolean
  /** What is wrong with the marks; undefined until they are judged. */
  readonly problems: MarkProblems | undefined
  readonly saving: { readonly isBusy: boolean; readonly problem: string | undefined }
  readonly editMark: (mark: keyof MarksForm, value: string) => void
  readonly setCalendar: (calendar: ClockOverride['calendar']) => void
  readonly judge: () => void
  readonly reset: () => void
  readonly submit: () => void
}

/** The clock of one chat while it is edited. */
export function useOverrideForm({ chatId, override, clock, isFixed, onSaved }: Options): OverrideEditing {
  const [form, setForm] = useState(() => writeOverrideForm(override))
  const [isJudged, setIsJudged] = useState(false)
  const [isEdited, setIsEdited] = useState(false)
  const { isBusy, problem, run, forget } = useCall('rules')
  const read = readMarks(form.marks, clock)
  const isEmpty = isEmptyOverride(form)
  return {
    form,
    isDirty: !isSameOverride(form, writeOverrideForm(override)),
    isEmpty,
    isEdited,
    problems: isJudged && !read.ok ? read : undefined,
    saving: { isBusy, problem },
    editMark: (mark, value) => {
      setForm((before) => ({ ...before, marks: { ...before.marks, [mark]: value } }))
      setIsJudged(false)
      setIsEdited(true)
      forget()
    },
    setCalendar: (calendar) => {
      setForm((before) => ({ ...before, calendar }))
    },
    judge: () => {
      setIsJudged(true)
    },
    reset: () => {
      setForm(emptyOverrideForm)
      setIsJudged(false)
    },
    submit: () => {
      setIsJudged(true)
      if (!read.ok || isFixed) return
      const { calendar } = form
      const next = { ...read.marks, ...(calendar === undefined ? {} : { calendar }) }
      run(
        () => core.calls['chat.setClockOverride'](isEmpty ? { chatId } : { chatId, override: next }),
        onSaved,
      )
    },
  }
}

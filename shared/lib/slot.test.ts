import { expect, test } from 'vitest'
import { Slot } from './slot.ts'

test('a slot answers for itself until somebody plugs in', () => {
  const slot = new Slot({ name: 'alone' })
  expect(slot.current.name).toBe('alone')
  slot.plug({ name: 'upper' })
  expect(slot.current.name).toBe('upper')
})

test('a slot takes one only', () => {
  const slot = new Slot({ name: 'alone' })
  slot.plug({ name: 'first' })
  expect(() => slot.plug({ name: 'second' })).toThrow('taken')
  expect(slot.current.name).toBe('first')
})

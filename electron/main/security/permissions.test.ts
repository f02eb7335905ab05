import { describe, expect, it } from 'vitest'
import { isPermitted } from './permissions.ts'

const page = 'app://watchfloor/'

describe('permissions', () => {
  it.each(['clipboard-sanitized-write', 'notifications'])('grant %s to the own page alone', (permission) => {
    expect(isPermitted(permission, page)).toBe(true)
    expect(isPermitted(permission, 'https://evil.example/')).toBe(false)
    expect(isPermitted(permission, 'app://other/')).toBe(false)
    expect(isPermitted(permission, '')).toBe(false)
  })

  it.each([
    'media',
    'geolocation',
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'hid',
    'idle-detection',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'openExternal',
    'pointerLock',
    'serial',
    'storage-access',
    'top-level-storage-access',
    'usb',
    'window-management',
    'unknown',
    'constructor',
    '__proto__',
  ])('deny %s', (permission) => {
    expect(isPermitted(permission, page)).toBe(false)
  })
})

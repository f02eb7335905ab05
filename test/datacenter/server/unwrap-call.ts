import type { TlObject, TlValue } from '../rpc.ts'
import { isTlObject } from '../wire/primitives.ts'
import type { DeviceDescription } from './authorization.ts'

/** A call without the wrappers around it, and what they said. */
export interface UnwrappedCall {
  readonly method: TlObject
  readonly layer: number | undefined
  readonly device: DeviceDescription | undefined
  readonly withoutUpdates: boolean
  /** Calls that have to be answered before this one runs. */
  readonly after: readonly bigint[]
}

/** Takes off invokeWithLayer, initConnection and the other wrappers, in whatever order they come. */
export function unwrapCall(call: TlObject): UnwrappedCall {
  let method = call
  let layer: number | undefined
  let device: DeviceDescription | undefined
  let withoutUpdates = false
  const after: bigint[] = []
  for (;;) {
    switch (method._) {
      case 'invokeWithLayer':
        layer = Number(method['layer'])
        break
      case 'initConnection':
        device = readDevice(method)
        break
      case 'invokeWithoutUpdates':
        withoutUpdates = true
        break
      case 'invokeAfterMsg':
        after.push(...readLongs([method['msg_id']]))
        break
      case 'invokeAfterMsgs':
        after.push(...readLongs(method['msg_ids']))
        break
    }
    const { query } = method
    if (!method._.startsWith('invoke') && method._ !== 'initConnection') break
    if (!isTlObject(query)) break
    method = query
  }
  return { method, layer, device, withoutUpdates, after }
}

function readLongs(values: TlValue): readonly bigint[] {
  return Array.isArray(values)
    ? (values as readonly TlValue[]).filter((value) => typeof value === 'bigint')
    : []
}

function readDevice(connection: TlObject): DeviceDescription {
  const readText = (field: string): string => {
    const value = connection[field]
    return typeof value === 'string' ? value : ''
  }
  return {
    apiId: Number(connection['api_id']),
    deviceModel: readText('device_model'),
    systemVersion: readText('system_version'),
    appVersion: readText('app_version'),
    langCode: readText('lang_code'),
  }
}

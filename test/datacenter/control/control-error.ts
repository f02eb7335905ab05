/** An answer that is not a success: what is wrong and what to do about it. */
export class ControlError extends Error {
  readonly status: number
  /** Closed set, see README.md. */
  readonly code: ControlErrorCode

  constructor(status: number, code: ControlErrorCode, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
    this.code = code
  }
}

export type ControlErrorCode =
  | 'bad_request'
  | 'bad_json'
  | 'bad_host'
  | 'too_large'
  | 'not_found'
  | 'no_such_chat'
  | 'no_such_user'
  | 'no_such_message'
  | 'refused_by_telegram'
  | 'wrong_state'
  | 'internal'

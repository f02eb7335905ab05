// Runs before any other script. The content security policy does not reach WebRTC, which opens connections of its own to
// any address; the console has no use for it. A fresh frame or window would bring it back, so in a browser there are none.
// Electron closes the network below the page, and has guards of its own for both.
;(() => {
  const fix = (owner, name, value) =>
    Object.defineProperty(owner, name, { value, writable: false, configurable: false })
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) fix(window, name, undefined)
  if (window.watchfloor !== undefined) return

  const framing = new Set(['iframe', 'frame', 'object', 'embed', 'fencedframe'])
  for (const name of ['createElement', 'createElementNS']) {
    const create = Document.prototype[name]
    fix(Document.prototype, name, function createNoFrame(...args) {
      const element = create.apply(this, args)
      if (framing.has(element.localName)) throw new DOMException('no frames here', 'NotSupportedError')
      return element
    })
  }
  const open = window.open.bind(window)
  // A window without an opener is out of this page's reach.
  fix(window, 'open', (address) => open(address, '_blank', 'noopener,noreferrer'))
})()

/** electron-vite copies such a file beside the bundle and gives its path. */
declare module '*?asset' {
  const path: string
  export default path
}

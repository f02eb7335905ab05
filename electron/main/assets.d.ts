/** electron-vite copies such a file beside the bundle; the import gives the file's path. */
declare module '*?asset' {
  const path: string
  export default path
}

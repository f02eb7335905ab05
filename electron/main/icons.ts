import { nativeImage, type NativeImage } from 'electron'
import appIconPath from '../../resources/icons/watchfloor.png?asset'
import trayIconPath from '../../resources/icons/tray.png?asset'
import trayRedIconPath from '../../resources/icons/tray-red.png?asset'

export interface Icons {
  readonly app: NativeImage
  readonly tray: NativeImage
  /** The icon with a red dot, for when a customer has waited too long. */
  readonly trayRed: NativeImage
}

export function readIcons(): Icons {
  return {
    app: nativeImage.createFromPath(appIconPath),
    tray: nativeImage.createFromPath(trayIconPath),
    trayRed: nativeImage.createFromPath(trayRedIconPath),
  }
}

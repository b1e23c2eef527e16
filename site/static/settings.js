// Values of knobs become text once, on their way to the engine.

/** @import {Settings, SettingValues} from './protocol.js' */

/**
 * A value as a link carries it.
 * @param {string | number | boolean} value
 */
export function settingText(value) {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/**
 * @param {SettingValues} values
 * @returns {Settings}
 */
export function settingTexts(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, settingText(value)]));
}

/**
 * Tells whether the text of a switch says on.
 * @param {string} text
 */
export const isOn = (text) => ['on', 'true', '1'].includes(text);

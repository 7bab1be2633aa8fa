/// <reference lib="dom" />

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The value of a control as events carry it: numbers of number fields, all choices of a multiple select (spec 5.7). */
export const controlValue = (control: Control): string | number | null | string[] => {
  if (control.type === 'select-multiple')
    return Array.from((control as HTMLSelectElement).selectedOptions, (one) => one.value);
  if (control.type !== 'number' && control.type !== 'range') return control.value;
  const number = (control as HTMLInputElement).valueAsNumber;
  return Number.isFinite(number) ? number : null;
};

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../src/plan/types.ts';
import type { LabPage } from './lab.ts';

/** What should be true of the page, by selector. */
export interface Expectations {
  readonly expectText?: Record<string, string>;
  readonly expectAttr?: Record<string, Record<string, string | null>>;
  readonly expectProp?: Record<string, JsonObject>;
  readonly expectCount?: Record<string, number>;
  readonly expectVisible?: readonly string[];
  readonly expectHidden?: readonly string[];
  readonly expectNamespace?: Record<string, string>;
  readonly expectNoNavigation?: boolean;
}

/** One thing to do, then what to check. */
export interface ExampleStep extends Expectations {
  readonly click?: string;
  readonly fill?: readonly [string, string];
  readonly select?: readonly [string, string];
}

/** One plan of an index of examples. */
export interface Example extends Expectations {
  readonly file: string;
  readonly title: string;
  readonly profile: string;
  readonly id: string;
  readonly facts: { readonly elements: number; readonly shipsJs: boolean };
  readonly build?: { readonly context?: JsonObject; readonly vars?: JsonObject };
  readonly steps?: readonly ExampleStep[];
  readonly expectWarnings?: readonly string[];
  readonly expectTextContains?: readonly string[];
  readonly expectStateAfter?: { readonly afterStep: number; readonly path: string; readonly value: Json };
}

/** Reads the index of a folder of examples; a folder that is not there has none. */
export async function readIndex<T = Example>(folder: string): Promise<T[]> {
  const path = join(folder, 'index.json');
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as { plans: T[] }).plans : [];
}

/** Does what a step says. */
export async function act({ page }: LabPage, step: ExampleStep): Promise<void> {
  if (step.click) await page.click(step.click, { timeout: 3000 });
  if (step.fill) await page.fill(step.fill[0], step.fill[1]);
  if (step.select) await page.selectOption(step.select[0], step.select[1]);
}

/** Asserts that the page comes to all that is expected of it; what a worker or a frame gives comes a moment later. */
export async function expectAll(page: LabPage, expected: Expectations): Promise<void> {
  const end = Date.now() + 5000;
  for (;;)
    try {
      return await expectNow(page, expected);
    } catch (error) {
      if (Date.now() > end) throw error;
      await page.page.waitForTimeout(50);
    }
}

async function expectNow({ page, attr, prop, text }: LabPage, expected: Expectations): Promise<void> {
  const each = <T>(table: Record<string, T> | undefined) => Object.entries(table ?? {});
  for (const [selector, want] of each(expected.expectText)) assert.is(await text(selector), want, selector);
  for (const [selector, wants] of each(expected.expectAttr))
    for (const [name, want] of each(wants)) assert.is(await attr(selector, name), want, `${selector} ${name}`);
  for (const [selector, wants] of each(expected.expectProp))
    for (const [name, want] of each(wants)) assert.is(await prop(selector, name), want, `${selector} ${name}`);
  for (const [selector, want] of each(expected.expectCount))
    assert.is(await page.locator(selector).count(), want, selector);
  for (const [selector, want] of each(expected.expectNamespace))
    assert.is(await prop(selector, 'namespaceURI'), want, selector);
  for (const selector of expected.expectVisible ?? []) assert.ok(await isVisible(page, selector), selector);
  for (const selector of expected.expectHidden ?? []) assert.not.ok(await isVisible(page, selector), selector);
}

function isVisible(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).first().isVisible();
}

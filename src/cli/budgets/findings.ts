import { defineFindings } from '../../diagnostics/define.ts';

/** What is found in bundles that are larger than the config allows. */
export const budgetFindingDefinitions = defineFindings({
  fileBytes: {
    code: 'RF8201',
    name: 'budget-file-bytes',
    severity: 'error',
    docs: 'A file of the bundle has more bytes than `budgets.files` of the config allows, so the bundle is not written.',
    example: {
      bad: '"budgets": {"files": {"*.html": 5000}} and a page of 5,287 bytes',
      good: 'a smaller page, or a budget that somebody has decided on',
    },
  },
  planBytes: {
    code: 'RF8202',
    name: 'budget-plan-bytes',
    severity: 'error',
    docs: 'What a browser loads of the bundle has more bytes than `budgets.plan` of the config allows, so the bundle is not written.',
    example: {
      bad: '"budgets": {"plan": 60000} and a bundle of 61,000 bytes',
      good: 'fewer modules in the page, or a budget that somebody has decided on',
    },
  },
  warnings: {
    code: 'RF8203',
    name: 'budget-warnings',
    severity: 'error',
    docs: 'The plan has more warnings than `budgets.warnings` of the config allows, so the bundle is not written.',
    example: {
      bad: '"budgets": {"warnings": 0} and a plan with a warning',
      good: 'a plan whose warnings were looked into',
    },
  },
});

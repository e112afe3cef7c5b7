import type { Candidate, Chooser } from '../choice/arm.js';
import { policyNamed } from '../choice/policies.js';
import type { PolicyChoice } from '../choice/policy.js';
import { reasonInWords } from '../choice/reason.js';
import { seededRandom } from '../choice/seeded-random.js';
import type { SuggestedArm } from '../choice/suggestion.js';
import type { Complexity } from '../runs/run.js';
import type { VariantEntry } from '../variants/variants-json.js';
import { allowedOptions } from './allowed-options.js';
import type { ArmRecords } from './arm-records.js';
import type { ArmRules } from './arm-rules.js';
import type { ChoosingSettings } from './choosing-settings.js';
import type { DecisionLog, LoggedCandidate } from './decision-log.js';

/** An arm that may be chosen, with what the ledger's tallies do not say of it. */
export interface Option {
  readonly entry: VariantEntry;
  readonly version: string;
  readonly prior?: Candidate['prior'];
  readonly cost?: Candidate['cost'];
}

/** What one chooser decides about. */
export interface Question {
  readonly chooser: Chooser;
  /** At least one. */
  readonly options: readonly Option[];
  readonly complexity: Complexity | null;
  readonly settings: ChoosingSettings;
  /** Arms to try first and to explore among, and why, as a clause; all of them by default. */
  readonly first?: { readonly arms: ReadonlySet<string>; readonly because: string } | undefined;
}

/** A choice as it was logged. */
export interface Decided {
  readonly option: Option;
  readonly known: Candidate;
  readonly suggested: SuggestedArm;
}

/** Decides one question from what the ledger knows and from a person's pins and bans, and logs it before anything is pulled. */
export class Deciding {
  readonly #records: ArmRecords;
  readonly #rules: ArmRules;
  readonly #log: DecisionLog;
  readonly #nextSeed: () => number;

  /** @param nextSeed a new 32-bit seed for each choice; it is logged, and a choice depends on nothing else that is random */
  constructor(
    parts: { readonly records: ArmRecords; readonly rules: ArmRules; readonly log: DecisionLog },
    nextSeed: () => number,
  ) {
    this.#records = parts.records;
    this.#rules = parts.rules;
    this.#log = parts.log;
    this.#nextSeed = nextSeed;
  }

  /** @throws {UserError} when a person has banned every option, or pinned one that cannot be chosen now */
  decide(question: Question): Decided {
    const { chooser, complexity, settings, first } = question;
    const rules = this.#rules.of(chooser);
    const options = allowedOptions(chooser, question.options, rules);
    const candidates = this.#candidates(question, options);
    const seed = this.#nextSeed();
    const isPinned = options.some(({ entry }) => rules.get(entry.id) === 'pinned');
    const policy = policyNamed(settings.policy, settings.preference);
    const choice: PolicyChoice = isPinned
      ? { arm: options[0]?.entry.id ?? '', ground: 'pinned' }
      : policy.choose(candidates, seededRandom(seed), first?.arms);
    const index = candidates.findIndex(({ arm }) => arm === choice.arm);
    const propensity = isPinned ? 1 : policy.propensities(candidates, first?.arms)[index];
    const [option, known] = [options[index], candidates[index]];
    if (option === undefined || known === undefined || propensity === undefined)
      throw new RangeError(`"${choice.arm}" was not a candidate`);
    const decisionId = this.#log.add({
      chooser,
      arm: choice.arm,
      policy: isPinned ? 'pinned' : policy.name,
      propensity,
      seed,
      candidates,
      complexity,
    });
    const because = isNarrower(first?.arms, candidates) ? first?.because : undefined;
    const reason = reasonInWords(choice, candidates, because);
    return {
      option,
      known,
      suggested: {
        arm: choice.arm,
        name: option.entry.name,
        reason,
        decisionId,
        propensity,
        others: options
          .filter((each) => each !== option)
          .map(({ entry }) => ({ arm: entry.id, name: entry.name })),
      },
    };
  }

  #candidates({ chooser, complexity, first }: Question, options: readonly Option[]): LoggedCandidate[] {
    const arms = options.map(({ entry, version }) => ({ id: entry.id, version }));
    const known = this.#records.of(chooser, arms, complexity);
    return options.flatMap(({ entry, version, prior, cost }, index) => {
      const record = known[index];
      if (record === undefined) return [];
      return {
        arm: entry.id,
        version,
        ...record,
        isPreferred: first?.arms.has(entry.id) ?? true,
        ...(prior === undefined ? {} : { prior }),
        ...(cost === undefined ? {} : { cost }),
      };
    });
  }
}

function isNarrower(arms: ReadonlySet<string> | undefined, candidates: readonly Candidate[]): boolean {
  return arms !== undefined && candidates.some(({ arm }) => !arms.has(arm));
}

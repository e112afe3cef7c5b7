import type { DesignCard } from '../cards/design-card.js';

/** A card as code writes it: a name, and what else it has to say. */
export type CardInCode = Pick<DesignCard, 'name'> & Partial<DesignCard>;

/** The card with what it leaves out as a card file would have it. */
export function completeCard(card: CardInCode): DesignCard {
  const { goals = [] } = card;
  return {
    ...{ acceptance: [], constraints: [], allowedPaths: [], checks: [] },
    ...{ role: 'coder', complexity: null, budgetUsd: null, web: false, library: null },
    ...card,
    goals: goals.length > 0 ? goals : [card.name.replace(/[-_]+/g, ' ')],
  };
}

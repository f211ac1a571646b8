using System.Globalization;
using System.Text;

using SearchCore.Schema;
using SearchCore.Searching.Planning;

namespace SearchCore.Searching.Running;

/// <summary>
/// A plan as text, in Lucene's notation: <c>field:term</c>, <c>+</c> what must match, <c>-</c> what must not, <c>^</c> boosts.
/// </summary>
internal static class PlanText
{
    /// <summary>The text of a clause.</summary>
    public static string Of(PlanClause clause)
    {
        var text = new StringBuilder();
        Append(text, clause, isInner: false);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PlanClause clause, bool isInner)
    {
        switch (clause)
        {
            case TextClause words:
                Append(text, words.Words, isInner);
                break;
            case ConstantClause constant:
                Append(text, constant.Condition);
                Boost(text, constant.Score);
                break;
            case FilterClause filter:
                text.Append('#');
                Append(text, filter.Condition);
                break;
            case PositionClause positions:
                text.Append("positions(");
                Append(text, positions.Words, isInner: false);
                text.Append(')');
                if (positions.Count > 1)
                {
                    text.Append(CultureInfo.InvariantCulture, $" at least {positions.Count} times");
                }

                break;
            case BoostedClause boosted:
                text.Append('(');
                Append(text, boosted.Clause, isInner: false);
                text.Append(')');
                Boost(text, boosted.Factor);
                break;
            case CompoundClause compound:
                Append(text, compound, isInner);
                break;
            default:
                throw new InvalidOperationException($"There is no text of {clause.GetType().Name}.");
        }
    }

    private static void Append(StringBuilder text, PhrasePattern words, bool isInner)
    {
        var fields = words.Fields;
        Open(text, isInner && fields.Count > 1);
        for (var i = 0; i < fields.Count; i++)
        {
            text.Append(i > 0 ? " " : string.Empty).Append(fields[i]).Append(':');
            if (words.Terms is [var only])
            {
                text.Append(only);
                continue;
            }

            // A place without a word is a question mark.
            text.Append('"');
            for (int place = words.Positions[0], term = 0; term < words.Terms.Count; place++)
            {
                text.Append(place > words.Positions[0] ? " " : string.Empty)
                    .Append(words.Positions[term] == place ? words.Terms[term++] : "?");
            }

            text.Append('"');
            if (words.Slop > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"~{words.Slop}");
            }
        }

        Close(text, isInner && fields.Count > 1);
    }

    private static void Append(StringBuilder text, CompoundClause compound, bool isInner)
    {
        Open(text, isInner);
        var start = text.Length;
        Add(compound.Must, "+");
        Add(compound.Should, string.Empty);
        Add(compound.MustNot, "-");
        Close(text, isInner);

        void Add(IReadOnlyList<PlanClause> clauses, string sign)
        {
            foreach (var clause in clauses)
            {
                text.Append(text.Length > start ? " " : string.Empty).Append(sign);
                Append(text, clause, isInner: true);
            }
        }
    }

    private static void Append(StringBuilder text, ArticleCondition condition)
    {
        switch (condition)
        {
            case EveryArticle:
                text.Append("*:*");
                break;
            case HasTerm has:
                Append(text, has.Term);
                break;
            case HasAnyTerm any:
                text.Append('(');
                for (var i = 0; i < any.Terms.Count; i++)
                {
                    text.Append(i > 0 ? " " : string.Empty);
                    Append(text, any.Terms[i]);
                }

                text.Append(')');
                break;
            case HasTermStarting starting:
                text.AppendJoin(' ', starting.Beginnings.Select(b => $"{starting.Field}:{b}*"));
                break;
            case HasText has:
                text.Append(has.Field).Append(":*");
                break;
            case HasDate:
                text.Append("published:*");
                break;
            case NumberWithin { IsMoment: true } moment:
                text.Append(CultureInfo.InvariantCulture, $"{moment.Column}:[{First(moment.First)} TO {End(moment.Last)}}}");
                break;
            case NumberWithin number:
                text.Append(number.Column).Append(":[").Append(Number(number.First)).Append(" TO ").Append(Number(number.Last)).Append(']');
                break;
            case NumberWithinAny any:
                for (var i = 0; i < any.Ranges.Count; i++)
                {
                    text.Append(i > 0 ? " " : "(");
                    Append(text, any.Ranges[i]);
                }

                text.Append(')');
                break;
            case Matching matching:
                text.Append('(');
                Append(text, matching.Clause, isInner: false);
                text.Append(')');
                break;
            default:
                throw new InvalidOperationException($"There is no text of {condition.GetType().Name}.");
        }
    }

    private static string First(long second) => second <= long.MinValue + 1 ? "*" : second.ToString(CultureInfo.InvariantCulture);

    private static string End(long last) => last == long.MaxValue ? "*" : (last + 1).ToString(CultureInfo.InvariantCulture);

    private static string Number(long sortable) => SortableNumber.From(sortable) is var number && double.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : "*";

    private static void Append(StringBuilder text, FieldTerm term) =>
        text.Append(term.Field).Append(':').Append(Encoding.UTF8.GetString(term.Bytes.Span));

    private static void Boost(StringBuilder text, double factor)
    {
        if (factor != 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"^{factor:0.###}");
        }
    }

    private static void Open(StringBuilder text, bool isInner) => text.Append(isInner ? "(" : string.Empty);

    private static void Close(StringBuilder text, bool isInner) => text.Append(isInner ? ")" : string.Empty);
}

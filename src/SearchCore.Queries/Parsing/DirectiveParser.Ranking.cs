using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <content>What changes which hits come first: <c>boost</c> and <c>group</c>.</content>
internal sealed partial class DirectiveParser
{
    private readonly List<ScoreBoost> boosts = [];

    // recent, recent 30d, recent 30d 2, pages, pages 2.5; several in a row.
    private void Boosts()
    {
        do
        {
            if (Peek.Sign != 'w')
            {
                context.Report(SyntaxFaults.BadArgument(
                    Peek.Span, $"'boost' takes 'recent' with a half-life, or {NumberFields()}: boost recent 30d", "recent 30d"));
                break;
            }

            var piece = pieces[next++];
            var name = Image(piece).ToLowerInvariant();
            Take(':');
            var field = name == ScoreBoost.RecentName ? null : NumberFieldNames().FirstOrDefault(f => f == name);
            var isKnown = name == ScoreBoost.RecentName || field is not null;
            if (!isKnown)
            {
                string[] names = [ScoreBoost.RecentName, .. NumberFieldNames()];
                var near = context.HasEnough ? null : Near(name, names);
                context.Report(SyntaxFaults.BadArgument(
                    piece.Span,
                    near is null
                        ? $"scores cannot be raised by '{Image(piece)}': there is 'recent', and {NumberFields()}"
                        : $"scores cannot be raised by '{Image(piece)}'; did you mean '{near}'?",
                    "recent or a field that is a number", near));
            }
            else if (boosts.Any(b => b.Field == field))
            {
                context.Report(SyntaxFaults.Repeated(piece.Span, name));
                isKnown = false;
            }

            TimeSpan? halfLife = Peek.Sign == 'w' && name == ScoreBoost.RecentName && HalfLives.Looks(Image(Peek)) ? HalfLife() : null;
            var weight = Peek.Sign == 'w' && (char.IsAsciiDigit(context.Text[Peek.Start]) || context.Text[Peek.Start] is '-' or '.')
                ? Weight()
                : ScoreBoost.DefaultWeight;
            if (isKnown)
            {
                boosts.Add(field is null
                    ? ScoreBoost.Recent(halfLife ?? ScoreBoost.DefaultHalfLife, weight)
                    : ScoreBoost.By(field, weight));
            }
        }
        while (Take(',') || Peek.Sign == 'w');
    }

    private TimeSpan HalfLife()
    {
        var piece = pieces[next++];
        if (HalfLives.Read(Image(piece)) is { } halfLife)
        {
            return halfLife;
        }

        context.Report(SyntaxFaults.BadArgument(
            piece.Span, $"a half-life is a whole number of {HalfLives.UnitNames}, at most a hundred years: 30d", "a half-life", "30d"));
        return ScoreBoost.DefaultHalfLife;
    }

    private double Weight()
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var piece = pieces[next++];
        if (double.TryParse(Image(piece), style, CultureInfo.InvariantCulture, out var weight) && ScoreBoost.IsWeight(weight))
        {
            return weight;
        }

        context.Report(SyntaxFaults.BadArgument(piece.Span, ScoreBoost.WeightBounds, "a weight", "2"));
        return ScoreBoost.DefaultWeight;
    }

    private List<string> NumberFieldNames() =>
        context.Options.Fields?.Where(f => f.Value == FieldType.Number).Select(f => f.Key).Order(StringComparer.Ordinal).ToList() ?? [];

    private string NumberFields() => NumberFieldNames() is { Count: > 0 } names
        ? $"a field that is a number ({string.Join(", ", names)})"
        : "a field of the archive's own that is a number, of which there is none here";
}

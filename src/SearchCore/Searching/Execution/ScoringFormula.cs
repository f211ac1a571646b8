using System.Collections.Concurrent;
using System.Globalization;

using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Planning;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Execution;

/// <summary>
/// What words and phrases score: for each word or phrase <c>weight · x / (1 + x)</c>, where x is made of how often it stands in a field and
/// of that field's length. Thread-safe.
/// </summary>
internal abstract class ScoringFormula
{
    private const int MostMade = 64;

    // What was made last, for the searches that follow: the averages of an index change with its commits.
    private static readonly ConcurrentDictionary<(Type, string, double), LengthTable> Made = new();

    // Few, and only ever replaced: threads that make the same at once are both right.
    private (string Field, LengthTable Table)[] tables = [];

    /// <summary>
    /// Whether x is the sum over the fields, so that a word that stands in both scores once; without, each field scores by itself and the
    /// scores add up.
    /// </summary>
    public abstract bool Combines { get; }

    /// <summary>Whether pairs of words add to scores (<see cref="WordPairs"/>).</summary>
    public abstract bool ScoresPairs { get; }

    /// <summary>For each article of a segment the code of a field's length.</summary>
    public abstract ByteColumn Lengths(SegmentView segment, string field, SearchBudget budget);

    /// <summary>The weight of a word or a phrase in a field: the sum of what its words are worth.</summary>
    public abstract double Weight(string field, PhrasePattern words);

    /// <summary>What x is by the code of a field's length.</summary>
    public LengthTable Table(string field)
    {
        var known = Volatile.Read(ref tables);
        foreach (var (name, table) in known)
        {
            if (name == field)
            {
                return table;
            }
        }

        var made = Make(field);
        Volatile.Write(ref tables, [.. known, (field, made)]);
        return made;
    }

    /// <summary>The formula with its numbers, for a person to read.</summary>
    public abstract string Text { get; }

    /// <summary>What a word is worth of which a number of articles have it: the less the more (Robertson and Zaragoza, 2009).</summary>
    protected static double Worth(long articles, long having) => Math.Log(1 + ((articles - having + 0.5) / (having + 0.5)));

    /// <summary>As <see cref="Table(string)"/>, which is asked for each segment.</summary>
    protected abstract LengthTable Make(string field);

    /// <summary>Makes the numbers of <see cref="Table(string)"/>, or finds them.</summary>
    protected LengthTable Table(string field, double average, Func<byte, double> of)
    {
        var key = (GetType(), field, average);
        if (Made.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Made.Count >= MostMade)
        {
            Made.Clear();
        }

        return Made[key] = new([.. Enumerable.Range(0, LengthCode.Count).Select(code => code == 0 ? 0 : of((byte)code))]);
    }
}

/// <summary>
/// BM25F (Robertson, Zaragoza and Taylor, 2004): how often a word stands in title and body is added up before it is saturated, a word of
/// the title counts twice, and what a word is worth is one number, of the field that more articles have it in. Texts of the archive's own
/// that words alone are looked for in are read as bodies are.
/// </summary>
/// <param name="statistics">What scores depend on besides the article, of articles that are not deleted.</param>
internal sealed class CombinedFormula(ScoringStatistics statistics) : ScoringFormula
{
    private const double K1 = 1.6, TitleWeight = 2, TitleB = 0.3, BodyB = 0.75;

    public override bool Combines => true;

    public override bool ScoresPairs => true;

    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"sum of w·x/(1+x); "
        + $"x = {TitleWeight}·(times in the title)/({K1}·({1 - TitleB:0.##} + {TitleB}·words/{Average(FieldNames.Title):0.0})) "
        + $"{string.Concat(statistics.Names.Where(n => n is not (FieldNames.Title or FieldNames.Body)).Select(Read))}"
        + $"+ (times in the body)/({K1}·({1 - BodyB:0.##} + {BodyB}·words/{Average(FieldNames.Body):0.0})); "
        + $"w = {K1 + 1}·ln(1 + ({statistics.Articles} − a + 0.5)/(a + 0.5)) for a word in a articles");

    public override ByteColumn Lengths(SegmentView segment, string field, SearchBudget budget) =>
        segment.Columns.Lengths(field);

    public override double Weight(string field, PhrasePattern words)
    {
        // Asked for each segment: an enumerator each time would be most of the garbage of a search over many.
        var sum = 0.0;
        for (var i = 0; i < words.Terms.Count; i++)
        {
            var (term, having) = (words.Terms[i], 0L);
            for (var name = 0; name < statistics.Names.Count; name++)
            {
                having = Math.Max(having, statistics.Terms[(statistics.Names[name], term)]);
            }

            sum += Worth(statistics.Articles, having);
        }

        return sum * (K1 + 1);
    }

    protected override LengthTable Make(string field)
    {
        var average = Average(field);
        var (weight, b) = field == FieldNames.Title ? (TitleWeight, TitleB) : (1, BodyB);
        return Table(field, average, code => weight / (K1 * (1 - b + (b * LengthCode.Length(code) / average))));
    }

    private string Read(string own) => string.Create(
        CultureInfo.InvariantCulture,
        $"+ (times in {IndexSchema.NameOf(own)})/({K1}·({1 - BodyB:0.##} + {BodyB}·words/{Average(own):0.0})) ");

    private double Average(string field) =>
        statistics.Fields.GetValueOrDefault(field) is > 0 and var words ? (double)words / statistics.Articles : 1;
}

/// <summary>
/// Lucene 4's: BM25 (k1 1.2, b 0.75) in each field by itself, over all articles that are in a segment, with its own norms.
/// </summary>
/// <param name="statistics">What scores depend on besides the article, of all articles that are in a segment.</param>
internal sealed class ClassicFormula(ScoringStatistics statistics) : ScoringFormula
{
    private const double K1 = 1.2, B = 0.75;

    public override bool Combines => false;

    public override bool ScoresPairs => false;

    public override string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"sum of w·x/(1+x) over fields; x = times/({K1}·({1 - B:0.##} + {B}·words/average)), average words "
        + $"{string.Join(", ", statistics.Names.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f} {Average(f):0.0}")))}; "
        + $"w = {K1 + 1}·ln(1 + ({statistics.Articles} − a + 0.5)/(a + 0.5)) for a word in a articles of the field");

    public override ByteColumn Lengths(SegmentView segment, string field, SearchBudget budget) =>
        segment.Columns.Norms(segment.Reader, field, budget);

    public override double Weight(string field, PhrasePattern words)
    {
        var sum = 0.0;
        for (var i = 0; i < words.Terms.Count; i++)
        {
            sum += Worth(statistics.Articles, statistics.Terms.GetValueOrDefault((field, words.Terms[i])));
        }

        return sum * (K1 + 1);
    }

    protected override LengthTable Make(string field)
    {
        var average = Average(field);
        return Table(field, average, code => 1 / (K1 * (1 - B + (B * Length(code) / average))));
    }

    private double Average(string field) =>
        statistics.Fields.GetValueOrDefault(field) is > 0 and var words ? (double)words / statistics.Articles : 1;

    // The length that a norm stands for.
    private static double Length(byte norm)
    {
        double root = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1 / (root * root);
    }
}

using SearchCore.Articles;

namespace SearchCore.Json.Tests;

/// <summary>Random numbers, texts, dates and lists, the odd ones among them more often than life has them.</summary>
internal class Odd(Random random)
{
    private static readonly string[] Letters =
        [
            "a", "Z", "0", " ", "\n", "\t", "\"", "\\", "<", ">", "&", "'", "é", "ß", "中",
            "𝔘", "👩‍👩‍👧", "\u202e", "\u0000", "</em>", "<em>", "*", ":", "/", "null",
        ];

    protected Random Random { get; } = random;

    public int Number(int below) => Random.Next(below);

    public bool Flag() => Random.Next(2) == 0;

    public string Text()
    {
        var length = Random.Next(5) == 0 ? 0 : Random.Next(1, 12);
        return string.Concat(Enumerable.Range(0, length).Select(_ => Letters[Random.Next(Letters.Length)]));
    }

    public string? Maybe(Func<string> text) => Flag() ? null : text();

    public string Name(int index) => $"{Text()}{index}";

    public int Int() => Random.Next(4) switch { 0 => 0, 1 => int.MaxValue, 2 => Random.Next(), _ => Random.Next(100) };

    public long Long() => Random.Next(5) switch
    {
        0 => 0,
        1 => long.MaxValue,
        2 => long.MinValue,
        3 => Random.NextInt64(),
        _ => Random.Next(1_000),
    };

    public double Double() => Random.Next(4) switch { 0 => 0, 1 => double.MaxValue, 2 => double.Epsilon, _ => Random.NextDouble() * 20 };

    public TimeSpan Duration() => Random.Next(5) switch
    {
        0 => Timeout.InfiniteTimeSpan,
        1 => TimeSpan.MaxValue,
        2 => TimeSpan.Zero,
        3 => new TimeSpan(Random.NextInt64()),
        _ => TimeSpan.FromTicks(Random.Next(100_000_000)),
    };

    public ArticleDate Date() => Random.Next(5) switch
    {
        0 => new(ArticleDate.MinUnixSeconds),
        1 => new(ArticleDate.MaxUnixSeconds),
        2 => default,
        _ => new(Random.NextInt64(ArticleDate.MinUnixSeconds, ArticleDate.MaxUnixSeconds + 1)),
    };

    public ArticleDate? MaybeDate() => Flag() ? null : Date();

    public T Any<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[Random.Next(values.Length)];
    }

    public List<T> List<T>(Func<int, T> element, int most = 4) => [.. Enumerable.Range(0, Random.Next(most)).Select(element)];
}

namespace SearchCore.Cli.Samples;

/// <summary>One stop of the tour.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Words">What to look at.</param>
/// <param name="Call">What to type to get the same.</param>
/// <param name="Request">The query.</param>
internal sealed record TourScene(string Title, string Words, string Call, SearchRequest Request)
{
    /// <summary>The id of a sample article: an index that has it holds the samples.</summary>
    public const string Landmark = "sample";

    /// <summary>The tour in order.</summary>
    public static IReadOnlyList<TourScene> All { get; } = [];
}

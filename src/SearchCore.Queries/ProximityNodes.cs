using System.Globalization;
using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>How near two things must stand.</summary>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public enum ProximityUnit
{
    /// <summary>Within a number of words.</summary>
    Words,

    /// <summary>In the same sentence, or within a number of sentences. A headline is one sentence.</summary>
    Sentence,

    /// <summary>In the same paragraph, or within a number of paragraphs. A headline is one paragraph.</summary>
    Paragraph,
}

/// <summary>
/// An operator of proximity: <c>W/5</c>, <c>PRE/5</c>, <c>NOT W/5</c>, <c>/S</c>, <c>/P</c>, <c>/S2</c>, <c>/P3</c>.
/// </summary>
/// <param name="Unit">What is measured.</param>
/// <param name="Distance">
/// For <see cref="ProximityUnit.Words"/>: how far the one's first word may be from the other's last, 1 to the limit; neighbours are 1
/// apart. Otherwise how many sentences or paragraphs in a row may hold the two and all between; 0 and 1 are the same one.
/// </param>
/// <param name="InOrder">Whether the left one must come first. Only without <paramref name="Excludes"/>.</param>
/// <param name="Excludes">Whether the left one is looked for without the right one so near.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public readonly record struct Proximity(ProximityUnit Unit, int Distance = 0, bool InOrder = false, bool Excludes = false)
{
    /// <summary>The operator as it is written.</summary>
    public override string ToString()
    {
        var name = Unit switch
        {
            ProximityUnit.Sentence => Numbered("/S"),
            ProximityUnit.Paragraph => Numbered("/P"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(InOrder ? "PRE" : "W")}/{Distance}"),
        };
        return Excludes ? $"NOT {name}" : name;
    }

    /// <summary>How many sentences or paragraphs may hold the two, from 1.</summary>
    internal int UnitsHeld => Math.Max(1, Distance);

    private string Numbered(string name) => Distance == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{Distance}");
}

/// <summary>
/// Two things near each other in title or body. Each is a word, an exact form, a phrase without slop, a prefix, a wildcard, a near
/// spelling, any of such (OR), or itself proximity, whose extent is all from its first word to its last. Every word counts, stop words too.
/// The two never overlap: <c>bank W/5 bank</c> asks for two banks. It scores as its words do; with <see cref="Proximity.Excludes"/> as
/// <paramref name="Left"/>.
/// </summary>
/// <remarks>
/// With <see cref="Proximity.Excludes"/> it is an occurrence of <paramref name="Left"/> that no <paramref name="Right"/> is so near to or
/// overlaps; one and the same place is not near to itself. Neither side is looked for across title and body.
/// </remarks>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
/// <param name="Proximity">How near.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record ProximityNode(QueryNode Left, QueryNode Right, Proximity Proximity) : QueryNode;

/// <summary>
/// Something, as in <see cref="ProximityNode"/>, that occurs often: counted are the different words of title and body at which an
/// occurrence begins. It scores as its node.
/// </summary>
/// <param name="Node">What.</param>
/// <param name="Count">How often at least, from 1.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record AtLeastNode(QueryNode Node, int Count) : QueryNode;

/// <summary>
/// Something, as in <see cref="ProximityNode"/>, that occurs wholly within the first words of the title or of the body. It scores as its
/// node.
/// </summary>
/// <param name="Node">What.</param>
/// <param name="Words">Within how many words, from 1.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record FirstNode(QueryNode Node, int Words) : QueryNode;

using System.Globalization;

using SearchCore.Articles.Reading;

namespace SearchCore.Storage;

/// <summary>Up to where an unfinished load is in the index: the low-water mark of its input.</summary>
/// <param name="Source">How many sources of the load come before the one it stands in.</param>
/// <param name="Position">Where in it: every record before is in the index.</param>
/// <param name="Digest">What names the load: its options and the sources up to and including that one, as they were
/// (<c>LoadProgress</c>).</param>
internal sealed record Checkpoint(int Source, SourcePosition Position, string Digest)
{
    private const string Form = "1";

    /// <summary>Reads back what <see cref="ToString"/> wrote; null for anything else: to start over is always right.</summary>
    public static Checkpoint? Parse(string? text) =>
        text?.Split(' ') is [Form, var source, var offset, var line, var digest]
        && int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var lineNumber)
            ? new Checkpoint(number, new SourcePosition(at, lineNumber), digest)
            : null;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Form} {Source} {Position.Offset} {Position.Line} {Digest}");
}

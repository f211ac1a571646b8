using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Output;

/// <summary>
/// Escapes in JSON what JSON asks for and what a terminal must not get raw (control, bidirectional and other invisible format characters);
/// everything else stays readable as it is, also <c>&lt;em&gt;</c>, accents, and characters beyond the basic plane.
/// </summary>
internal sealed unsafe class SafeJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

    private SafeJsonEncoder()
    {
    }

    public static SafeJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 12;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar is '"' or '\\' || !Rune.TryCreate(unicodeScalar, out var rune) || SafeText.IsUnsafe(rune);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        var at = all.IndexOfAnyExcept(Plain);
        while (at >= 0 && at < all.Length)
        {
            if (Rune.DecodeFromUtf16(all[at..], out var rune, out var used) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += used;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var room = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        var simple = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (simple != '\0')
        {
            if (room.Length < 2)
            {
                return false;
            }

            (room[0], room[1]) = ('\\', simple);
            numberOfCharactersWritten = 2;
            return true;
        }

        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..new Rune(unicodeScalar).EncodeToUtf16(units)])
        {
            if (room.Length - numberOfCharactersWritten < 6)
            {
                return false;
            }

            (room[numberOfCharactersWritten], room[numberOfCharactersWritten + 1]) = ('\\', 'u');
            _ = ((int)unit)
                .TryFormat(room[(numberOfCharactersWritten + 2)..], out _, "x4", System.Globalization.CultureInfo.InvariantCulture);
            numberOfCharactersWritten += 6;
        }

        return true;
    }
}

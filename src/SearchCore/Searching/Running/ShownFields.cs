using System.Buffers;
using System.Text;

using SearchCore.Schema;
using SearchCore.Searching.Planning;
using SearchCore.Storage;

namespace SearchCore.Searching.Running;

/// <summary>
/// The first value of each field that is wanted, one article after another. A body is read into a buffer that serves all of them: it is
/// most of what there is to read, and nobody is given it. To be disposed.
/// </summary>
/// <param name="names">The fields.</param>
/// <param name="own">The texts of the archive's own that are wanted besides.</param>
internal sealed class ShownFields(string[] names, IReadOnlyList<TextPlace> own) : IDisposable
{
    private readonly List<string> members = [];
    private readonly string?[] values = new string?[names.Length];
    private char[]? body;
    private int bodyLength;

    /// <summary>The body; empty for none. Good until the next article is read.</summary>
    public ReadOnlyMemory<char> Body => body.AsMemory(0, bodyLength);

    /// <summary>The texts of the archive's own that the article has, of those that are wanted.</summary>
    public IReadOnlyList<(TextPlace Place, string Text)> Own => OwnOf(own);

    /// <summary>As <see cref="Own"/>, of some of them.</summary>
    public IReadOnlyList<(TextPlace Place, string Text)> OwnOf(IReadOnlyList<TextPlace> some) => members.Count == 0
        ? []
        : [.. some.Select(place => (Place: place, Text: IndexSchema.TextOf(members, place.Own!))).Where(t => t.Text is not null)!];

    public string? Get(string name) => Array.IndexOf(names, name) is >= 0 and var at ? values[at] : null;

    /// <summary>Reads an article; of a late one id and title, which stand before a body of any length.</summary>
    public void Read(StoredFields fields, int document, bool isLate)
    {
        Array.Clear(values);
        members.Clear();
        bodyLength = 0;
        var left = names.Length;
        using var stored = fields.Document(document);
        while ((left > 0 || own.Count > 0) && stored.Next() && !(isLate && stored.Name == FieldNames.Body))
        {
            if (own.Count > 0 && stored is { Name: FieldNames.Member, Kind: StoredKind.Text })
            {
                members.Add(stored.Text);
                continue;
            }

            if (Array.IndexOf(names, stored.Name) is not (>= 0 and var at) || values[at] is not null || stored.Kind != StoredKind.Text)
            {
                continue;
            }

            left--;
            if (stored.Name == FieldNames.Body)
            {
                values[at] = string.Empty;
                Take(stored.Bytes);
            }
            else if (!isLate || stored.Name is FieldNames.Id or FieldNames.Title)
            {
                values[at] = stored.Text;
            }
        }
    }

    public void Dispose() => Give();

    private void Take(ReadOnlySpan<byte> utf8)
    {
        if (body is null || body.Length < utf8.Length)
        {
            Give();
            body = ArrayPool<char>.Shared.Rent(utf8.Length);
        }

        bodyLength = Encoding.UTF8.GetChars(utf8, body);
    }

    private void Give()
    {
        if (body is not null)
        {
            ArrayPool<char>.Shared.Return(body);
            body = null;
        }
    }
}

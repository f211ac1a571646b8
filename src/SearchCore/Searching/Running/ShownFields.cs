using System.Buffers;
using System.Text;

using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Searching.Running;

/// <summary>
/// The first value of each field that is wanted, one article after another. A body is read into a buffer that serves all of them: it is
/// most of what there is to read, and nobody is given it. To be disposed.
/// </summary>
internal sealed class ShownFields(string[] names) : IDisposable
{
    private readonly string?[] values = new string?[names.Length];
    private char[]? body;
    private int bodyLength;

    /// <summary>The body; empty for none. Good until the next article is read.</summary>
    public ReadOnlyMemory<char> Body => body.AsMemory(0, bodyLength);

    public string? Get(string name) => Array.IndexOf(names, name) is >= 0 and var at ? values[at] : null;

    /// <summary>Reads an article; of a late one id and title, which stand before a body of any length.</summary>
    public void Read(StoredFields fields, int document, bool isLate)
    {
        Array.Clear(values);
        bodyLength = 0;
        var left = names.Length;
        using var stored = fields.Document(document);
        while (left > 0 && stored.Next() && !(isLate && stored.Name == FieldNames.Body))
        {
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

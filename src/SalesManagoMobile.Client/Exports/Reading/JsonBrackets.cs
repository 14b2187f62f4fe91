namespace SalesManagoMobile.Client;

/// <summary>
/// Follows brackets through text that need not be JSON: what stands in strings does not count. Gives up where a string holds the end of one
/// object and the start of the next: there a quote is missing, and what looks like strings is what stands between them.
/// </summary>
/// <param name="open">How many objects are open at the start.</param>
/// <param name="oneLine">Whether a line end ends the search.</param>
internal struct JsonBrackets(int open, bool oneLine = false)
{
    private const int MaxDepth = 64;

    // One bit for each open bracket, the innermost last: set for an object.
    private ulong _objects = open == 0 ? 0 : ulong.MaxValue >> (MaxDepth - open);
    private int _depth = open;
    private bool _inString;
    private bool _escaped;
    private bool _closed;
    private bool _lost;

    /// <summary>
    /// The index behind the bracket that closes the outermost one, or -1 when it is not in this part of the text, or nowhere.
    /// </summary>
    public int FindClosed(ReadOnlySpan<byte> part)
    {
        for (int i = 0; i < part.Length && !_lost; i++)
        {
            byte c = part[i];
            if (_inString)
            {
                _inString = _escaped || c != (byte)'"';
                _escaped = !_escaped && c == (byte)'\\';
                _lost = c == (byte)'\n' || (_closed && c == (byte)'{');
                _closed = c == (byte)'}' || (_closed && c is (byte)',' or (byte)' ');
                continue;
            }

            _inString = c == (byte)'"';
            _closed = false;
            _lost = oneLine && c == (byte)'\n';
            if (c is (byte)'{' or (byte)'[')
            {
                Open(c == (byte)'{');
            }
            else if (c is (byte)'}' or (byte)']' && Close(c == (byte)'}'))
            {
                return i + 1;
            }
        }

        return -1;
    }

    private void Open(bool isObject)
    {
        _lost = _depth == MaxDepth;
        _depth++;
        _objects = (_objects << 1) | (isObject ? 1UL : 0);
    }

    private bool Close(bool isObject)
    {
        _lost = _depth == 0 || (_objects & 1) != (isObject ? 1UL : 0);
        _depth--;
        _objects >>= 1;
        return _depth == 0 && !_lost;
    }
}
